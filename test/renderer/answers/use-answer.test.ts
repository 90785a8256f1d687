import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import type { Answer } from '../../../src/shared/bridge'
import { useAnswer, type Asked } from '../../../src/renderer/composables/use-answer'
import { events, late } from './late'

const of = (question: number): Answer<string> =>
  question % 4 === 3 ? { ok: false, message: `none for ${question}` } : { ok: true, value: `answer to ${question}` }

function asking(): {
  trainer: ReturnType<typeof late<number, Answer<string>>>
  asked: Asked<number, string>
  stop(): void
} {
  const trainer = late(of)
  const scope = effectScope()
  return { trainer, asked: scope.run(() => useAnswer(trainer.ask))!, stop: () => scope.stop() }
}

describe('an answer', () => {
  it('stays with its question, in whatever order questions and answers come', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        const { trainer, asked, stop } = asking()
        let newest: number | null = null
        const check = (): void => {
          const { answered, failure, stale, pending } = asked
          if (answered.value) expect(answered.value.answer).toBe(`answer to ${answered.value.question}`)
          // An answer that is not marked belongs to the newest question.
          if (answered.value && !stale.value) expect(answered.value.question).toBe(newest)
          if (failure.value) expect(failure.value.message).toBe(`none for ${newest}`)
          expect(trainer.open).toBeLessThanOrEqual(1)
          if (!pending.value && newest !== null)
            expect(answered.value?.question ?? failure.value?.message).toBeDefined()
        }
        for (const event of happening) {
          if ('choose' in event) void asked.put((newest = event.choose))
          else await trainer.answer(event.answer)
          check()
        }
        while (trainer.open > 0) await trainer.answer(0)
        check()
        expect(asked.pending.value).toBe(false)
        stop()
      })
    )
  })

  it('that comes after everything was taken back is dropped, and what is asked then is answered', async () => {
    const { trainer, asked, stop } = asking()
    void asked.put(1)
    asked.clear()
    void asked.put(2)
    expect(asked.answered.value).toBeNull()
    await trainer.answer(0)
    expect(asked.answered.value).toBeNull()
    await trainer.answer(0)
    expect(asked.answered.value).toEqual({ question: 2, answer: 'answer to 2' })
    stop()
  })

  it('may be that the request itself has failed', async () => {
    const scope = effectScope()
    const asked = scope.run(() =>
      useAnswer<number, string>(async () => {
        throw new Error('The port is gone.')
      })
    )!
    await asked.put(1)
    expect([asked.failure.value?.message, asked.pending.value]).toEqual(['The port is gone.', false])
    scope.stop()
  })
})
