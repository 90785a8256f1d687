// An order that is slow or crashes its process fails, and no other order fails.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OrderProcess } from '../../src/main/order-process'
import { experimentSchema } from '../../src/shared/experiment'
import type { Estimate } from '../../src/shared/preview'
import { machine } from '../machine'
import { processes, type FakeProcess } from './fake-processes'

vi.mock('electron', () => import('./fake-processes'))

const experiment = experimentSchema.parse({ data: { kind: 'task' } })
const estimate: Estimate = { parameters: 1, memoryBytes: 1, secondsPerStep: 1, totalSeconds: null, stepsPerEpoch: null }
const ask = (orders: OrderProcess, resources: string) =>
  orders.request({ type: 'estimate', experiment, resources, kernels: 'auto', threads: 1, machine, cost: null })
const lastOrder = (process: FakeProcess): { id: number; resources: string } =>
  process.orders.at(-1) as unknown as { id: number; resources: string }
const answer = (process: FakeProcess, parameters = 1): void =>
  process.report({ type: 'estimate', id: lastOrder(process).id, estimate: { ...estimate, parameters } })
/** Lets promises settle without waiting for a timer. */
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  processes.length = 0
})

describe('the process of orders', () => {
  it('does one order after the other in one process', async () => {
    const orders = new OrderProcess()
    const [first, second] = [ask(orders, 'first'), ask(orders, 'second')]
    await settle()
    expect(processes[0].orders).toHaveLength(1)
    answer(processes[0], 7)
    expect((await first).estimate.parameters).toBe(7)
    await settle()
    expect(lastOrder(processes[0]).resources).toBe('second')
    answer(processes[0], 8)
    expect((await second).estimate.parameters).toBe(8)
    expect(processes).toHaveLength(1)
  })

  it('gives up on an order that is silent; those behind it are done by a new process', async () => {
    const orders = new OrderProcess()
    const slow = ask(orders, 'slow').catch((error: Error) => error.message)
    const behind = ask(orders, 'behind')
    await vi.advanceTimersByTimeAsync(600_000)
    expect(await slow).toContain('no answer within 600 seconds')
    expect(processes[0].gone).toBe(true)
    await settle()
    expect(lastOrder(processes[1]).resources).toBe('behind')
    // Its own time limit begins when its turn comes.
    await vi.advanceTimersByTimeAsync(599_000)
    answer(processes[1])
    await behind
  })

  it('waits as long as a file is being read, and tells how far', async () => {
    const heard: unknown[] = []
    const orders = new OrderProcess((reading) => heard.push(reading))
    const slow = ask(orders, 'large')
    for (let read = 1; read <= 5; read++) {
      await vi.advanceTimersByTimeAsync(590_000)
      processes[0].report({ type: 'reading', id: lastOrder(processes[0]).id, read, size: 5 })
    }
    answer(processes[0])
    await slow
    expect(heard).toEqual([...[1, 2, 3, 4, 5].map((read) => ({ read, size: 5 })), null])
  })

  it('stops reading, also for the orders behind it, and reads again when it is asked again', async () => {
    const orders = new OrderProcess()
    const [first, second] = [ask(orders, 'large'), ask(orders, 'large')].map((one) =>
      one.catch((error: Error) => error.message)
    )
    await settle()
    processes[0].report({ type: 'reading', id: lastOrder(processes[0]).id, read: 1, size: 5 })
    orders.stopReading()
    expect(await first).toContain('You stopped the reading')
    expect(await second).toContain('You stopped the reading')
    expect(processes[0].gone).toBe(true)
    const again = ask(orders, 'large')
    await settle()
    answer(processes[1])
    await again
  })

  it('loses only the order over which the process dies', async () => {
    const orders = new OrderProcess()
    const deadly = ask(orders, 'deadly').catch((error: Error) => error.message)
    const behind = ask(orders, 'behind')
    await settle()
    processes[0].exit(139)
    expect(await deadly).toContain('ended unexpectedly')
    await settle()
    answer(processes[1])
    await behind
    // No order waits for this process, so it may end. The next order gets a new process.
    processes[1].exit(0)
    const next = ask(orders, 'next')
    await settle()
    answer(processes[2])
    await next
  })

  it('takes an answer once, and only for the order that was given', async () => {
    const silence = vi.spyOn(console, 'error').mockReturnValue()
    const orders = new OrderProcess()
    const first = ask(orders, 'first')
    await settle()
    const { id } = lastOrder(processes[0])
    for (const garbage of [null, 'estimate', {}, { type: 'estimate', id }, { type: 'dance', id }, { type: 'looking' }])
      processes[0].report(garbage)
    processes[0].report({ type: 'estimate', id: id + 1, estimate: { ...estimate, parameters: 99 } })
    answer(processes[0], 1)
    answer(processes[0], 2)
    expect((await first).estimate.parameters).toBe(1)
    const second = ask(orders, 'second')
    await settle()
    processes[0].report({ type: 'estimate', id, estimate: { ...estimate, parameters: 3 } })
    answer(processes[0], 4)
    expect((await second).estimate.parameters).toBe(4)
    silence.mockRestore()
  })

  it('passes on why an order failed, and goes on', async () => {
    const orders = new OrderProcess()
    const failing = ask(orders, 'failing')
    await settle()
    processes[0].report({
      type: 'failed',
      id: lastOrder(processes[0]).id,
      message: 'No such file.',
      code: 'file-missing',
      values: {}
    })
    await expect(failing).rejects.toMatchObject({ message: 'No such file.', why: { code: 'file-missing' } })
    const crashing = ask(orders, 'crashing')
    const refused = expect(crashing).rejects.toThrow('A kernel tripped.')
    await settle()
    processes[0].report({ type: 'failed', id: null, message: 'A kernel tripped.' })
    await refused
  })
})
