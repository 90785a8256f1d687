// Answers like those of the trainer, computed by the reference engine itself.

import { backward } from '../../../src/engine/reference/backward'
import { forward, loss } from '../../../src/engine/reference/forward'
import type { Method, Output, Readout, Recurrence } from '../../../src/model/model'
import { parameterCount, tensorShapes } from '../../../src/model/tensors'
import { viewParameters } from '../../../src/engine/parameters'
import { Random } from '../../../src/engine/random'
import type { Unrolled } from '../../../src/shared/inspection'

export interface SampleOptions {
  recurrence?: Recurrence
  readout?: Readout
  output?: Output
  method?: Method
  truncation?: number | null
  tau?: number
  /** The first value of y is missing at the odd steps. */
  gaps?: boolean
}

export function unrolledSample(options: SampleOptions = {}): Unrolled {
  const { recurrence = 'hidden', readout = 'every-step', output = 'softmax', truncation = null, tau = 6 } = options
  const method = options.method ?? (recurrence === 'hidden' ? 'bptt' : 'teacher-forcing')
  const model = {
    recurrence,
    readout,
    output,
    feedback: method === 'scheduled-sampling' ? ('sample' as const) : ('probabilities' as const),
    nx: 4,
    nh: 7,
    ny: 3
  }
  const random = new Random(7)
  const draw = (n: number): Float64Array => Float64Array.from({ length: n }, () => random.next() * 2 - 1)
  const parameters = viewParameters(model, draw(parameterCount(model)))
  const index = (n: number) => ({
    kind: 'index' as const,
    index: Int32Array.from({ length: tau }, () => Math.floor(random.next() * n))
  })
  const y =
    output === 'softmax'
      ? index(3)
      : {
          kind: 'dense' as const,
          values: output === 'sigmoid' ? draw(3 * tau).map((value) => (value > 0 ? 1 : 0)) : draw(3 * tau)
        }
  // The second step has no target.
  const mask = Uint8Array.from({ length: tau }, (_, i) => (i === 1 ? 0 : 1))
  // Truth and own output by turns.
  const teacher = method === 'scheduled-sampling' && {
    truth: Uint8Array.from({ length: tau }, (_, i) => i % 2),
    streams: Uint32Array.of(5)
  }
  const known = Uint8Array.from({ length: 3 * tau }, (_, i) => (i % 6 === 0 ? 0 : 1))
  const batch = {
    tau,
    batch: 1,
    x: index(4),
    y,
    mask,
    h0: draw(7),
    z0: null,
    ...(options.gaps && { known }),
    ...(teacher && { teacher })
  }
  const trace = forward(model, parameters, batch, { method })
  const back = backward(trace, { truncation })
  const all = (steps: { values: Float64Array; n: number }): Float64Array<ArrayBuffer> => steps.values.slice(steps.n)
  const tensors = (from: typeof parameters): Unrolled['parameters'] =>
    ({
      R: new Float64Array(0),
      ...Object.fromEntries(tensorShapes(model).map(({ name }) => [name, from[name].slice()]))
    }) as Unrolled['parameters']
  const dL = all(trace.dL)
  return {
    kind: 'unroll',
    held: 1,
    step: 100,
    sequence: 0,
    sequences: 4,
    recurrence,
    readout,
    output,
    method,
    truncation,
    tau,
    nx: 4,
    nh: 7,
    ny: 3,
    mask: Array.from(dL, (weight) => weight > 0),
    truth: Array.from({ length: tau }, (_, i) => (teacher ? teacher.truth[i] === 1 : method === 'teacher-forcing')),
    targets: trace.targets,
    loss: loss(trace),
    names: null,
    x: all(trace.x),
    a: all(trace.a),
    h: trace.h.values.slice(),
    z: trace.z.values.slice(),
    o: all(trace.o),
    yhat: all(trace.yhat),
    y: all(trace.y).map((value, i) => (options.gaps && known[i] === 0 ? NaN : value)),
    L: all(trace.L),
    dL,
    dO: all(back.dO),
    dOFromLoss: all(back.dOFromLoss),
    dOFromNext: all(back.dOFromNext),
    dh: all(back.dh),
    dhFromNext: all(back.dhFromNext),
    dhFromOutput: all(back.dhFromOutput),
    da: all(back.da),
    parameters: tensors(parameters),
    gradients: tensors(back.gradients)
  }
}

export const variants: SampleOptions[] = [
  { recurrence: 'hidden+output', method: 'free-running' },
  { output: 'linear' },
  {},
  { truncation: 2 },
  { readout: 'last-step', output: 'linear' },
  { output: 'sigmoid' },
  { recurrence: 'output' },
  { recurrence: 'output', method: 'free-running' },
  { recurrence: 'output', method: 'free-running', output: 'linear', truncation: 3 },
  { recurrence: 'hidden+output', output: 'sigmoid' },
  { recurrence: 'hidden+output', method: 'free-running', output: 'sigmoid' },
  { recurrence: 'output', method: 'scheduled-sampling' },
  { recurrence: 'hidden+output', method: 'scheduled-sampling', output: 'linear' }
]
