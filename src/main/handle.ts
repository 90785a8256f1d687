// The entrance for the window's requests. The sender and the content are checked once, here. The answer is always a
// value or a message; no error crosses to the window.

import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { ZodError, type z } from 'zod'
import type { Answer } from '../shared/bridge'
import { sentenceOf } from '../shared/issues'
import { whyOf } from '../shared/why'
import { pageOrigin } from './page'
import { RequestRefused } from './request-refused'
import type { MainWindow } from './window'
import { reasonInWords } from './words'

type Handle = <Arguments extends z.ZodTuple, Value>(
  channel: string,
  schema: Arguments,
  answer: (...values: z.output<Arguments>) => Value | Promise<Value>
) => void

export function handleFor(window: MainWindow): Handle {
  return (channel, schema, answer) =>
    ipcMain.handle(channel, async (event, ...values) => {
      try {
        checkSender(event, window)
        const parsed = schema.safeParse(values)
        // The first part of a path is the number of the argument.
        if (!parsed.success) return misfit(parsed.error, 1)
        return { ok: true, value: await answer(...parsed.data) }
      } catch (error) {
        return refusal(channel, error)
      }
    })
}

function checkSender({ senderFrame }: IpcMainInvokeEvent, window: MainWindow): void {
  const isOurs =
    senderFrame && senderFrame === window.browser?.webContents.mainFrame && senderFrame.origin === pageOrigin
  if (!isOurs) throw new Error(`A request from a page that is not ours: ${senderFrame?.url}`)
}

function refusal(channel: string, error: unknown): Answer<never> {
  if (error instanceof ZodError) return misfit(error, 0)
  if (error instanceof RequestRefused) return { ok: false, message: error.message, ...error.why }
  console.error(`${channel}:`, error)
  return { ok: false, ...whyOf(error) }
}

function misfit({ issues: [issue] }: ZodError, from: number): Answer<never> {
  return { ok: false, message: `${reasonInWords(sentenceOf(issue))}.`, path: issue.path.slice(from).map(String) }
}
