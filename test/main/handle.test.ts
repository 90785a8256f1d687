// The window's requests: main checks the sender and the content of each, and no error is thrown across the bridge.

import { beforeEach, expect, it, vi } from 'vitest'
import { z, ZodError } from 'zod'
import { handleFor } from '../../src/main/handle'
import { pageOrigin } from '../../src/main/page'
import { RequestRefused } from '../../src/main/request-refused'
import type { MainWindow } from '../../src/main/window'

type Listener = (event: object, ...values: unknown[]) => Promise<unknown>
const electron = vi.hoisted(() => ({ listeners: new Map<string, unknown>() }))
vi.mock('electron', () => ({
  app: { isPackaged: true },
  ipcMain: { handle: (channel: string, listener: unknown) => electron.listeners.set(channel, listener) }
}))

const ours = { origin: pageOrigin, url: `${pageOrigin}/index.html` }
const window = { browser: { webContents: { mainFrame: ours } } } as unknown as MainWindow
const answer = vi.fn((name: string, { times }: { times: number }): unknown => name.repeat(times))
const schema = z.tuple([z.string().min(1), z.strictObject({ times: z.int().max(3).default(2) })])
const told = vi.spyOn(console, 'error')

/** Asks as the page would; `from` is the frame that asks. */
const ask = (values: unknown[], from: unknown = ours, house: MainWindow = window): Promise<unknown> => {
  handleFor(house)('channel', schema, answer)
  return (electron.listeners.get('channel') as Listener)({ senderFrame: from }, ...values)
}

beforeEach(() => {
  answer.mockReset()
  answer.mockImplementation((name, { times }) => name.repeat(times))
  told.mockReset()
  told.mockReturnValue()
})

it('answers with the value, from arguments as the schema gives them', async () => {
  expect(await ask(['ab', {}])).toEqual({ ok: true, value: 'abab' })
  answer.mockResolvedValue(7)
  expect(await ask(['ab', { times: 1 }])).toEqual({ ok: true, value: 7 })
  expect(told).not.toHaveBeenCalled()
})

it.each([
  ['none', [], ''],
  ['one too few', ['ab'], ''],
  ['one too many', ['ab', {}, 1], ''],
  ['another type', [7, {}], ''],
  ['an empty text', ['', {}], ''],
  ['a number that is none', ['ab', { times: NaN }], 'times'],
  ['a fraction', ['ab', { times: 0.5 }], 'times'],
  ['one out of range', ['ab', { times: 4 }], 'times'],
  ['a field too many', ['ab', { times: 1, more: 1 }], ''],
  ['null', [null, null], ''],
  ['a cycle', ['ab', cyclic()], '']
])('refuses arguments that do not fit (%s), names the field, and does nothing', async (_kind, values, field) => {
  const refused = await ask(values)
  expect(refused).toEqual({ ok: false, message: expect.stringMatching(/./), path: field === '' ? [] : [field] })
  expect(answer).not.toHaveBeenCalled()
})

it.each([
  ['no frame', null],
  ['a frame inside the page', { ...ours }],
  ['another page', { origin: 'https://example.org', url: 'https://example.org/' }]
])('answers nobody else: %s', async (_who, from) => {
  expect(await ask(['ab', {}], from)).toMatchObject({ ok: false, message: expect.stringContaining('not ours') })
  expect(answer).not.toHaveBeenCalled()
})

it('does not answer our own frame once it shows another page, nor when the window is gone', async () => {
  const elsewhere = { origin: 'https://example.org', url: 'https://example.org/' }
  const led = { browser: { webContents: { mainFrame: elsewhere } } } as unknown as MainWindow
  expect(await ask(['ab', {}], elsewhere, led)).toMatchObject({ ok: false })
  expect(await ask(['ab', {}], ours, { browser: null } as unknown as MainWindow)).toMatchObject({ ok: false })
  expect(answer).not.toHaveBeenCalled()
})

it('makes an answer of whatever is thrown, now or later', async () => {
  const failing = async (error: unknown): Promise<unknown> => {
    answer.mockImplementation(() => {
      throw error
    })
    const now = await ask(['ab', {}])
    answer.mockRejectedValue(error)
    expect(await ask(['ab', {}])).toEqual(now)
    return now
  }
  expect(await failing(new RequestRefused('No.', { code: 'run-held', values: { pid: 7 } }))).toEqual({
    ok: false,
    message: 'No.',
    code: 'run-held',
    values: { pid: 7 }
  })
  expect(await failing(schemaError())).toEqual({ ok: false, message: expect.stringMatching(/./), path: ['a', '0'] })
  // An expected error is not our mistake.
  expect(told).not.toHaveBeenCalled()
  expect(await failing(new Error('Broken.'))).toEqual({ ok: false, message: 'Broken.' })
  expect(await failing('a text')).toEqual({ ok: false, message: 'a text' })
  expect(await failing(undefined)).toEqual({ ok: false, message: 'undefined' })
  expect(told).toHaveBeenCalledTimes(6)
})

function cyclic(): object {
  const cycle: { times: number; self?: object } = { times: 1 }
  cycle.self = cycle
  return cycle
}

function schemaError(): ZodError {
  return z.object({ a: z.tuple([z.string()]) }).safeParse({ a: [1] }).error!
}
