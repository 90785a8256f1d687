// Sends the questions of the view "Through time" and returns a promise for each answer, by its number.

import { questionSchema, type InspectionAnswer, type Question } from '../../shared/inspection'
import type { Command, TrainerEvent } from '../../shared/messages'
import { i18n } from '../i18n'
import { whyText } from '../model/why-text'

export interface InspectionClient {
  ask(question: Question): Promise<InspectionAnswer>
  take(event: Extract<TrainerEvent, { type: 'inspection' | 'inspection-failed' }>): void
  /** The port is closed, so no answer can come any more. */
  closed(): void
}

/** The slowest question (all gradients of a large network by differences) takes a minute or two. */
const patience = 300_000

/** `send` returns whether there was a process to send to. */
export function useInspector(send: (command: Extract<Command, { type: 'inspect' }>) => boolean): InspectionClient {
  interface Waiting {
    resolve(answer: InspectionAnswer): void
    reject(problem: Error): void
    timer: ReturnType<typeof setTimeout>
  }
  const waiting = new Map<number, Waiting>()
  let last = 0

  function settle(id: number): Waiting | undefined {
    const one = waiting.get(id)
    clearTimeout(one?.timer)
    waiting.delete(id)
    return one
  }
  const failure = (key: 'timeout' | 'closed'): Error => new Error(i18n.global.t(`throughTime.failed.${key}`))

  return {
    ask(asked) {
      const id = ++last
      return new Promise((resolve, reject) => {
        // parse() makes a plain copy: a port cannot carry the proxies of a view.
        if (!send({ type: 'inspect', id, question: questionSchema.parse(asked) })) return reject(failure('closed'))
        const timer = setTimeout(() => settle(id)?.reject(failure('timeout')), patience)
        waiting.set(id, { resolve, reject, timer })
      })
    },
    take(event) {
      const one = settle(event.id)
      if (event.type === 'inspection') one?.resolve(event.answer)
      else one?.reject(new Error(whyText(event)))
    },
    closed() {
      for (const id of [...waiting.keys()]) settle(id)!.reject(failure('closed'))
    }
  }
}
