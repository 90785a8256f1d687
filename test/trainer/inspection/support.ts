// A session for the inspector, made from a network and a batch, and questions that are answered at once.

import type { Batch } from '../../../src/engine/batch'
import type { Method, Model } from '../../../src/model/model'
import { parameterCount, tensorShapes, type TensorName } from '../../../src/model/tensors'
import { viewParameters } from '../../../src/engine/parameters'
import { Random } from '../../../src/engine/random'
import { optimizerSchema } from '../../../src/shared/experiment'
import { answerSchema, questionSchema, type InspectionSource, type Question } from '../../../src/shared/inspection'
import type { TrainerEvent } from '../../../src/shared/messages'
import type { AnswerOf } from '../../../src/trainer/inspection/work'
import type { Inspected } from '../../../src/trainer/inspection/source'
import { Inspector } from '../../../src/trainer/inspector'
import { openData } from '../../../src/trainer/network'
import { experiment, resources } from '../support'

type Kind = Question['ask']
type Rest<Ask extends Kind> = Omit<Extract<Question, { ask: Ask }>, 'ask' | 'source'>

export const source: InspectionSource = { at: 'now', sequence: 0, steps: null, truncation: null }

export interface Subject {
  model: Model
  method: Method
  truncation: number | null
  batch: Batch
  parameters: ArrayLike<number>
}

export function inspected({ model, method, truncation, batch, parameters }: Subject): Inspected {
  const chosen = experiment()
  return {
    options: {
      experiment: {
        ...chosen,
        optimizer: optimizerSchema.parse({}),
        learning: { ...chosen.learning, method, truncation }
      },
      data: openData(chosen, resources)
    },
    model,
    learner: { parameters: viewParameters(model, Float32Array.from(parameters)), step: 7 },
    source: { current: () => batch },
    carried: null,
    checkpoints: { fileOf: (step) => `no-such-folder/${step}` }
  }
}

/** An inspector whose questions are answered before ask() returns. Throws what comes as `inspection-failed`. */
export function inspector(
  session: Inspected
): <Ask extends Kind>(ask: Ask, more: Rest<Ask>, from?: Partial<InspectionSource>) => AnswerOf<Ask> {
  const events: TrainerEvent[] = []
  const ours = new Inspector(session, (event) => events.push(event))
  return (ask, more, from) => {
    ours.ask(1, questionSchema.parse({ ask, source: { ...source, ...from }, ...more }))
    while (ours.busy) ours.advance(1000)
    const event = events.pop()!
    if (event.type === 'inspection-failed') throw new Error(event.message)
    if (event.type !== 'inspection') throw new Error(`Unexpected "${event.type}".`)
    return answerSchema.parse(event.answer) as AnswerOf<typeof ask>
  }
}

/** Random numbers for every part, and a batch of two sequences; `set` puts whole tensors in their place. */
export function network(
  shape: Partial<Model> & { method?: Method; tau?: number; truncation?: number | null } = {},
  set: Partial<Record<TensorName, (row: number, col: number) => number>> = {}
): Subject {
  const { method = 'bptt', tau = 30, truncation = null, ...sizes } = shape
  const model: Model = {
    recurrence: 'hidden',
    readout: 'every-step',
    output: 'linear',
    feedback: 'probabilities',
    nx: 3,
    nh: 6,
    ny: 2,
    ...sizes
  }
  const random = new Random(5)
  const parameters = viewParameters(model, new Float32Array(parameterCount(model)))
  parameters.flat.forEach((_, i, flat) => {
    flat[i] = random.normal() / Math.sqrt(model.nh)
  })
  for (const { name, rows, cols } of tensorShapes(model)) {
    const fill = set[name]
    if (fill) for (let i = 0; i < rows * cols; i++) parameters[name][i] = fill(Math.floor(i / cols), i % cols)
  }
  const values = (n: number): Float32Array => Float32Array.from({ length: tau * 2 * n }, () => random.normal())
  const batch: Batch = {
    tau,
    batch: 2,
    x: { kind: 'dense', values: values(model.nx) },
    y: { kind: 'dense', values: values(model.ny) },
    mask: null,
    h0: null,
    z0: null
  }
  return { model, method, truncation, batch, parameters: parameters.flat }
}
