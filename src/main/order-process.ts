// A trainer process that does not train: it previews data, estimates runs and writes exports for the window, one order
// after the other. It starts with the first order. When it dies during an order or stays silent for too long, that
// order fails and the next one gets a new process.

import type { Order, Report } from '../shared/messages'
import { RequestRefused } from './request-refused'
import { startTrainer, type TrainerProcess } from './trainer-process'
import { words } from './words'

type DeskOrder = Extract<Order, { id: number }>
type Answers = {
  preview: 'preview'
  understand: 'understood'
  estimate: 'estimate'
  export: 'exported'
  import: 'imported'
  checkpoints: 'checkpoints'
  'take-weights': 'exported'
  compare: 'same'
}
type AnswerTo<Type extends keyof Answers> = Extract<Report, { type: Answers[Type] }>
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

interface Pending {
  id: number
  resolve(report: Report): void
  reject(error: Error): void
}

/**
 * How long an order may be silent. Exporting the curves of tens of millions of steps takes minutes, and so does finding
 * the baselines of a large file; while a file is read, its progress breaks the silence.
 */
const patienceSeconds = { usually: 60, long: 600 }
const longOrders: readonly DeskOrder['type'][] = [
  'export',
  'preview',
  'understand',
  'estimate',
  'compare',
  'take-weights'
]

export class OrderProcess {
  #process: TrainerProcess | null = null
  #lastId = 0
  #pending: Pending | null = null
  /** Resolves when every order so far has been answered. */
  #done: Promise<unknown> = Promise.resolve()
  /** Whether the present order has told how far it has read a file. */
  #reads = false
  /** How often reading was stopped. */
  #stops = 0
  #keepWaiting: () => void = () => {}
  readonly #onReading: (reading: { read: number; size: number } | null) => void

  /** `onReading` is told how far a file is read, and null at the end of the order. */
  constructor(onReading: (reading: { read: number; size: number } | null) => void = () => {}) {
    this.#onReading = onReading
  }

  /** Throws RequestRefused with the reason. */
  request<Type extends keyof Answers>(order: WithoutId<DeskOrder> & { type: Type }): Promise<AnswerTo<Type>> {
    const stops = this.#stops
    const answer = this.#done.then(() => {
      if (stops < this.#stops && longOrders.includes(order.type)) throw new RequestRefused(words('readingStopped'))
      return this.#carryOut(order)
    })
    this.#done = answer.catch(() => {})
    return answer as Promise<AnswerTo<Type>>
  }

  async #carryOut(order: WithoutId<DeskOrder>): Promise<Report> {
    const id = ++this.#lastId
    const process = (this.#process ??= this.#start())
    const seconds = longOrders.includes(order.type) ? patienceSeconds.long : patienceSeconds.usually
    const timer = setTimeout(() => this.#giveUp(process, words('orderSlow', { seconds })), seconds * 1000)
    this.#keepWaiting = () => timer.refresh()
    try {
      return await new Promise<Report>((resolve, reject) => {
        this.#pending = { id, resolve, reject }
        process.send({ ...order, id } as DeskOrder)
      })
    } finally {
      clearTimeout(timer)
      this.#pending = null
      if (this.#reads) this.#onReading(null)
      this.#reads = false
    }
  }

  /** Gives up the order that is reading a file now, and those behind it, which would read it again. */
  stopReading(): void {
    if (!this.#process || !this.#reads) return
    this.#stops++
    this.#giveUp(this.#process, words('readingStopped'))
  }

  #start(): TrainerProcess {
    const process = startTrainer('Unroll orders', (report) => this.#settle(report))
    void process.ended.then(() => this.#giveUp(process, words('orderGone')))
    return process
  }

  /** Ignores an answer that is late, repeated or unasked. */
  #settle(report: Report): void {
    // A failure without a number is one of the whole process, and so of its current order.
    if (!('id' in report) || (report.id ?? this.#pending?.id) !== this.#pending?.id) return
    if (report.type === 'reading') {
      this.#reads = true
      this.#keepWaiting()
      this.#onReading({ read: report.read, size: report.size })
    } else if (report.type === 'failed')
      this.#pending?.reject(new RequestRefused(report.message, { code: report.code, values: report.values }))
    else this.#pending?.resolve(report)
  }

  /** Gives up a process and its current order. */
  #giveUp(process: TrainerProcess, message: string): void {
    if (this.#process !== process) return
    this.#process = null
    process.kill()
    this.#pending?.reject(new RequestRefused(message))
  }
}
