import { describe, expect, it } from 'vitest'
import { divergenceRule } from '../../src/shared/divergence'
import { stopSchema } from '../../src/shared/experiment'
import { hasBlownUp, isSound, Standing } from '../../src/trainer/standing'

const { window, windows, overGuessing, overBest } = divergenceRule
const guessing = 4.4
const of = (stop: object = {}, guess: number | null = guessing): Standing =>
  new Standing(stopSchema.parse({ steps: null, ...stop }), guess)

/** So many windows of the same loss; returns the numbers of the steps that changed whether the run has diverged. */
function train(standing: Standing, loss: number, times: number): number[] {
  return Array.from({ length: times * window }, (_, i) => (standing.trained(loss) ? i + 1 : 0)).filter(
    (step) => step > 0
  )
}

describe('a run has diverged', () => {
  it('when it has been worse than guessing for long, and not before', () => {
    const standing = of()
    standing.trained(guessing)
    train(standing, 3, 3)
    expect(train(standing, 1.01 * overGuessing * guessing, windows - 1)).toEqual([])
    expect(train(standing, 1.01 * overGuessing * guessing, 2)).toHaveLength(1)
    expect(standing.diverged).toBe(true)
  })

  it('when it has been far worse than its best, though better than guessing', () => {
    const standing = of()
    train(standing, guessing, 1)
    train(standing, 0.1, 3)
    expect(train(standing, 1.1 * overBest * 0.1, windows)).toEqual([windows * window])
  })

  it('not for a single spike, however high, nor while it learns nothing', () => {
    const standing = of()
    train(standing, 2, 2)
    standing.trained(1e12)
    expect(train(standing, 2, 20)).toEqual([])
    const idle = of()
    expect(train(idle, 1.02 * guessing, 20)).toEqual([])
  })

  it('not where its best is nearly 0 and what it has now is small beside guessing', () => {
    const standing = of()
    train(standing, 1e-7, 3)
    expect(train(standing, 0.05 * guessing, 20)).toEqual([])
  })

  it('no longer after one good window', () => {
    const standing = of()
    standing.trained(guessing)
    train(standing, 100, windows)
    expect(standing.diverged).toBe(true)
    // The first step belongs to the first window.
    expect(train(standing, 3, 1)).toEqual([window - 1])
    expect(standing.diverged).toBe(false)
  })

  it('at the end in a bad window already, and in a run shorter than a window', () => {
    const long = of()
    long.trained(guessing)
    train(long, 3, 2)
    train(long, 887, 1)
    expect([long.diverged, long.ended(), long.diverged]).toEqual([false, true, true])
    const short = of()
    for (const loss of [4.5, 60, 887, 887]) short.trained(loss)
    expect([short.ended(), short.lastWindow!.mean > short.lastWindow!.limit]).toEqual([true, true])
    const good = of()
    for (const loss of [4.5, 4, 3]) good.trained(loss)
    expect(good.ended()).toBe(false)
  })

  it('never where the experiment takes no notice', () => {
    const standing = of({ divergence: 'ignore' })
    expect(train(standing, 887, 2 * windows)).toEqual([])
    expect(standing.ended()).toBe(false)
  })

  it('the same whether or not it is stored in between', () => {
    const [whole, parted] = [of(), of()]
    for (let i = 0; i < 2000; i++) {
      const loss = 3 + 3 * Math.sin(i / 50) + (i > 900 ? 40 : 0)
      const again = of()
      again.restore(JSON.parse(JSON.stringify(parted.snapshot())) as ReturnType<Standing['snapshot']>)
      again.trained(loss)
      parted.restore(again.values)
      whole.trained(loss)
    }
    expect(parted.snapshot()).toEqual(whole.snapshot())
    expect(whole.diverged).toBe(true)
  })
})

describe('a state is one to go back to', () => {
  it('unless it has blown up, or the run had begun to diverge', () => {
    const standing = of()
    train(standing, guessing, 1)
    expect(isSound(standing.snapshot())).toBe(true)
    standing.trained(50)
    expect(isSound(standing.snapshot())).toBe(false)
    train(standing, 50, 1)
    expect([isSound(standing.snapshot()), hasBlownUp(standing.values), standing.diverged]).toEqual([
      false,
      false,
      false
    ])
    standing.trained(1e5)
    expect(hasBlownUp(standing.values)).toBe(true)
  })
})

it('the best is the lowest, and patience counts from it', () => {
  const standing = of({ patience: 2 })
  expect([3, 2, 2.5].map((loss, i) => standing.validated(i, loss))).toEqual([true, true, false])
  expect(standing.isDone(9, 1)).toBe(false)
  standing.validated(4, 2)
  expect([standing.values.bestLoss, standing.values.withoutImprovement, standing.isDone(9, 1)]).toEqual([2, 2, true])
})
