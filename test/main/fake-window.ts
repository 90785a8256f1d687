// A window that notes what main sends to it and which ports it is given.

import type { MainWindow } from '../../src/main/window'

export const sent: { channel: string; value: unknown }[] = []
export const ports: string[] = []
export const window = {
  open: () => {},
  send: (channel: string, value: unknown) => void sent.push({ channel, value }),
  openPort: (id: string, from: string) => {
    ports.push(`${from} ${id}`)
    return {}
  },
  browser: null
} as unknown as MainWindow

/** What the window was told of processes that are gone. */
export const gone = () => sent.filter(({ channel }) => channel === 'trainer:gone').map(({ value }) => value)
