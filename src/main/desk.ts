// A trainer process that trains nothing: it previews data, estimates runs and writes exports, for the window and one
// order at a time each. It starts with the first order, and after a crash or a silence anew with the next.

import type { Order, Report } from '../shared/messages'
import { Refusal } from './refusal'
import { startTrainer, type TrainerProcess } from './trainer-process'
import { words } from './words'

type DeskOrder = Extract<Order, { id: number }>
type Answers = { preview: 'preview'; estimate: 'estimate'; 'export-weights': 'exported' }
type AnswerTo<Type extends keyof Answers> = Extract<Report, { type: Answers[Type] }>
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

interface Pending {
  resolve(report: Report): void
  reject(error: Error): void
}

const patienceSeconds = 60

export class Desk {
  #process: TrainerProcess | null = null
  #lastId = 0
  readonly #pending = new Map<number, Pending>()

  request<Type extends keyof Answers>(order: WithoutId<DeskOrder> & { type: Type }): Promise<AnswerTo<Type>> {
    const id = ++this.#lastId
    return new Promise<Report>((resolve, reject) => {
      const timer = setTimeout(() => this.#end(words('deskSlow', { seconds: patienceSeconds })), patienceSeconds * 1000)
      const settle = <T>(how: (value: T) => void) => (value: T): void => {
        clearTimeout(timer)
        this.#pending.delete(id)
        how(value)
      }
      this.#pending.set(id, { resolve: settle(resolve), reject: settle(reject) })
      this.#process ??= this.#start()
      this.#process.send({ ...order, id } as DeskOrder)
    }) as Promise<AnswerTo<Type>>
  }

  #start(): TrainerProcess {
    const process = startTrainer('Unroll desk', (report) => this.#settle(report))
    void process.ended.then(() => {
      if (this.#process === process) this.#end(words('deskGone'))
    })
    return process
  }

  #settle(report: Report): void {
    if (!('id' in report) || report.id === null) return
    const pending = this.#pending.get(report.id)
    if (report.type === 'failed') pending?.reject(new Refusal(report.message, { code: report.code, values: report.values }))
    else pending?.resolve(report)
  }

  /** Gives up on the process and on all that was asked of it. */
  #end(message: string): void {
    this.#process?.kill()
    this.#process = null
    for (const { reject } of this.#pending.values()) reject(new Refusal(message))
  }
}
