// How well a network tells the label of each sequence of a table.

import { answerOf } from '../../data/answer'
import type { Bytes } from '../../data/bytes'
import { LabelledDataSet } from '../../data/labelled'
import { newParameters } from '../../engine/parameters'
import type { SequenceScore } from '../../shared/reading'
import type { KnownLabelled } from '../known-data'
import { evaluatorOf, type readerOf } from './reader'

/** Values of a batch: of many short sequences or of a few long ones. */
const [mostLanes, mostSteps] = [32, 100_000]

/** `read` gives the bytes of the table; its columns are scaled as for the training. Throws a DataError. */
export function* scoreSequences(
  { model, parameters, experiment, step }: Parameters<typeof readerOf>[0] & { step: number },
  { outputLabels, scaling }: Pick<KnownLabelled, 'outputLabels' | 'scaling'>,
  read: (how: (bytes: Bytes) => LabelledDataSet) => LabelledDataSet,
  name: string
): Generator<void, SequenceScore> {
  const { data: spec } = experiment
  if (spec.kind !== 'labelled') throw new Error('Labelled sequences are scored by a network of labelled sequences.')
  const classes = spec.labels === 'classes' ? [...outputLabels] : null
  const known = { classes: classes ?? [], scaling }
  // All sequences are scored, whatever the training held out.
  const data = read(
    (bytes) => new LabelledDataSet(bytes, { ...spec, name, reading: { ...spec.reading, heldOut: null }, known })
  )
  const single = newParameters(model)
  single.flat.set(parameters.flat)
  const evaluator = evaluatorOf(model, single, experiment)
  evaluator.refresh()
  const { sequences, label, longest } = data
  const lanes = Math.max(1, Math.min(mostLanes, sequences.length, Math.floor(mostSteps / longest)))
  const method = model.recurrence === 'hidden' ? 'bptt' : 'free-running'
  const each: SequenceScore['each'] = []
  for (let first = 0; first < sequences.length; first += lanes) {
    // The last sequence fills up the last batch, so that all batches have one size.
    const numbers = Array.from({ length: lanes }, (_, lane) => Math.min(first + lane, sequences.length - 1))
    const { values } = evaluator.outputs(data.batchOf(numbers, longest), method)
    for (let k = first; k < Math.min(first + lanes, sequences.length); k++) {
      const { name: group, begin, end } = sequences[k]
      const at = ((end - begin - 1) * lanes + k - first) * model.ny
      const yhat = values.subarray(at, at + model.ny)
      const truth = label.of[k]
      // L = −log ŷ of the class, or the squared error of the scaled number.
      const loss = scaling.label
        ? (yhat[0] - (truth - scaling.label.mean) / scaling.label.deviation) ** 2
        : -Math.log(yhat[truth])
      each.push({ name: group ?? '', rows: end - begin, truth, ...answerOf(yhat, scaling.label), loss })
    }
    yield
  }
  const mean = (of: (one: SequenceScore['each'][number]) => number): number =>
    each.reduce((sum, one) => sum + of(one), 0) / each.length
  return {
    step,
    column: label.name,
    classes,
    loss: mean(({ loss }) => loss),
    accuracy: classes && mean(({ truth, answer }) => Number(truth === answer)),
    mae: classes ? null : mean(({ truth, answer }) => Math.abs(answer - truth)),
    rmse: classes ? null : Math.sqrt(mean(({ truth, answer }) => (answer - truth) ** 2)),
    confusion:
      classes &&
      classes.map((_, row) =>
        classes.map((_, column) => each.filter(({ truth, answer }) => truth === row && answer === column).length)
      ),
    each
  }
}
