// A window that records what main sends to it, and the ports that it gets.

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

/** The messages to the window about processes that have ended. */
export const gone = () => sent.filter(({ channel }) => channel === 'trainer:gone').map(({ value }) => value)
