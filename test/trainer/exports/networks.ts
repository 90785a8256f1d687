// Networks of every recurrence, readout, output and way of feeding back, with names that are difficult in some
// language; and networks of series that learn changes and logarithms.

import { viewParameters } from '../../../src/engine/parameters'
import { Random } from '../../../src/engine/random'
import { outputs, readouts, recurrences, type Model, type Output } from '../../../src/model/model'
import type { Transform } from '../../../src/model/training'
import { parameterCount } from '../../../src/model/tensors'
import { experimentSchema } from '../../../src/shared/experiment'
import type { StoredNetwork } from '../../../src/trainer/exports/stored-network'

type Feeding = StoredNetwork['feeding']

/** Signs that end strings, comments, lines and pages of one language or another. */
const hostile = [
  '"',
  '\\',
  '\n',
  "'",
  '*/',
  '</script>',
  '\ud800',
  '\0',
  '가',
  '??/',
  '\u2028',
  '${x}',
  '`',
  '/*',
  '%s'
]

const feedingsOf = (recurrence: Model['recurrence'], output: Output): Feeding[] => {
  if (recurrence === 'hidden') return ['nothing']
  if (output === 'linear') return ['input', 'output']
  return output === 'softmax' ? ['input', 'output', 'argmax', 'sample'] : ['output', 'argmax', 'sample']
}

/** A text or a series that was trained with a teacher feeds back its inputs. All other networks are those of a task. */
export function networkOf(
  model: Omit<Model, 'nx' | 'nh' | 'ny' | 'feedback'>,
  feeding: Feeding,
  seed: number,
  sizes?: Pick<Model, 'nx' | 'nh' | 'ny'>
): StoredNetwork {
  const { recurrence, output } = model
  const kind =
    output === 'sigmoid' || ['argmax', 'sample'].includes(feeding) ? 'task' : output === 'softmax' ? 'text' : 'series'
  const { nx, nh, ny } = sizes ?? (kind === 'task' ? { nx: 3, nh: 5, ny: 2 } : { nx: 4, nh: 5, ny: 4 })
  const feedback = feeding === 'argmax' || feeding === 'sample' ? feeding : 'probabilities'
  const whole: Model = { ...model, nx, nh, ny, feedback }
  const random = new Random(seed)
  const flat = Float64Array.from({ length: parameterCount(whole) }, () =>
    Math.fround((1.4 * random.next() - 0.7) / Math.sqrt(nh / 5))
  )
  // Where there are more labels than such signs, the labels end in numbers.
  const signs = (n: number): string[] =>
    Array.from({ length: n }, (_, k) => hostile[(seed % 8) + k] ?? String.fromCodePoint(0x100 + k))
  return {
    model: whole,
    parameters: viewParameters(whole, flat),
    input: kind === 'text' || (kind === 'task' && output === 'softmax') ? 'index' : 'dense',
    feeding,
    inputLabels: signs(nx),
    outputLabels: signs(ny),
    scaling: kind === 'series' ? { mean: [100, -3, 0, 1e-3], deviation: [12, 0.5, 1, 1e-4] } : null,
    experiment: experimentSchema.parse({
      name: `${recurrence} ${hostile.join(' ')}`,
      data: kind === 'task' ? { kind, task: 'running-parity' } : { kind, source: 'file', path: 'my "data"*/.csv' },
      model: { recurrence, readout: model.readout, feedback, hiddenSize: nh },
      learning: { method: recurrence === 'hidden' ? 'bptt' : 'teacher-forcing' }
    }),
    step: 1000,
    seconds: 12.5,
    validationLoss: 0.5
  }
}

/** A network of a series that learns these values. */
function transformedNetwork(
  transform: Transform,
  recurrence: Model['recurrence'],
  feeding: Feeding,
  readout: Model['readout'],
  seed: number,
  ny = 4
): StoredNetwork {
  const network = networkOf({ recurrence, readout, output: 'linear' }, feeding, seed, { nx: 4, nh: 5, ny })
  const { experiment } = network
  if (experiment.data.kind !== 'series') throw new Error('Only a series is transformed.')
  return {
    ...network,
    experiment: { ...experiment, data: { ...experiment.data, transform } },
    scaling: { mean: [0.004, -0.002, 0, 0.001], deviation: [0.02, 0.04, 0.1, 0.01] }
  }
}

const transforms = ['difference', 'log', 'log-difference'] as const

const transformedNetworks = transforms.flatMap((transform, i) =>
  (
    [
      ['hidden', 'nothing', 'every-step'],
      ['hidden', 'nothing', 'last-step'],
      ['output', 'input', 'every-step'],
      ['hidden+output', 'output', 'every-step'],
      ['hidden+output', 'input', 'last-step']
    ] as const
  ).map(([recurrence, feeding, readout], j) => ({
    name: `${transform}: ${recurrence}, ${readout}, linear, z: ${feeding}`,
    network: transformedNetwork(transform, recurrence, feeding, readout, 10 * i + j)
  }))
)

const plainNetworks = recurrences.flatMap((recurrence, i) =>
  readouts.flatMap((readout, j) =>
    outputs.flatMap((output, k) =>
      feedingsOf(recurrence, output).map((feeding, l) => ({
        name: `${recurrence}, ${readout}, ${output}, z: ${feeding}`,
        network: networkOf({ recurrence, readout, output }, feeding, 100 * i + 10 * j + 3 * k + l)
      }))
    )
  )
)

/** Networks of a series that also read columns which they do not predict. */
const networksWithInputs = (['none', ...transforms] as const).flatMap((transform, i) =>
  (
    [
      ['hidden', 'nothing', 'every-step'],
      ['output', 'input', 'every-step'],
      ['hidden+output', 'output', 'last-step']
    ] as const
  ).map(([recurrence, feeding, readout], j) => ({
    name: `two of four columns, ${transform}: ${recurrence}, ${readout}, linear, z: ${feeding}`,
    network: transformedNetwork(transform, recurrence, feeding, readout, 10 * i + j, 2)
  }))
)

/** Networks of a series whose columns are transformed in different ways; one has a flag of a column with gaps. */
const networksOfMixedColumns = networksWithInputs.map(({ name, network }, i): (typeof networksWithInputs)[number] => ({
  name: name.replace('two of four columns', 'own transformations, beside'),
  network: {
    ...network,
    ...(i === 2 && { inputLabels: ['a', 'b', 'missing(a)', 'c(t+1)'] }),
    scaling: {
      ...network.scaling!,
      scalings: ['log-difference', 'min-max', i === 2 ? 'standard' : 'difference', 'log'],
      roles: ['target', 'target', i === 2 ? 'flag' : 'input', 'known-ahead']
    }
  }
}))

/** Networks of labelled sequences: classes and numbers, and inputs of which changes and logarithms are read. */
const labelledNetworks = (['classes', 'numbers'] as const).flatMap((labels, i) =>
  (
    [
      ['hidden', 'nothing'],
      ['hidden+output', 'output']
    ] as const
  ).map(([recurrence, feeding], j) => {
    const ny = labels === 'classes' ? 3 : 1
    const network = networkOf({ recurrence, readout: 'last-step', output: 'linear' }, feeding, 40 + 2 * i + j, {
      nx: 4,
      nh: 5,
      ny
    })
    const { experiment, scaling, model } = network
    const labelled: StoredNetwork = {
      ...network,
      model: { ...model, output: labels === 'classes' ? 'softmax' : 'linear' },
      scaling: {
        ...scaling!,
        ...(j === 1 && { scalings: ['difference', 'standard', 'min-max', 'log'] }),
        ...(labels === 'numbers' && { label: { mean: -40, deviation: 7 } })
      },
      experiment: experimentSchema.parse({
        ...experiment,
        data: { kind: 'labelled', path: 'my "data"*/.csv', labels },
        learning: { method: recurrence === 'hidden' ? 'bptt' : 'free-running' }
      })
    }
    return { name: `labelled ${labels}: ${recurrence}`, network: labelled }
  })
)

export const networks: { name: string; network: StoredNetwork }[] = [
  ...plainNetworks,
  ...transformedNetworks,
  ...networksWithInputs,
  ...networksOfMixedColumns.slice(0, 3),
  ...labelledNetworks
]
