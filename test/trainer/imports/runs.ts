// Small trained runs of every recurrence, readout and output, made once for each test file.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { outputs, readouts, recurrences, type Output } from '../../../src/model/model'
import type { Experiment } from '../../../src/shared/experiment'
import { drive, experiment, open, temporaryFolder } from '../support'

const place = temporaryFolder()
export const text = join(place, 'log.txt')
writeFileSync(text, 'Call me Ishmael. Some years ago, never mind how long, "I" went\\to sea. 가나다\n'.repeat(12))
export const table = join(place, 'log.csv')
const row = (t: number): string => [Math.sin(t / 3) * 10 + 100, Math.cos(t / 5) / 7].join(',')
writeFileSync(table, `a,"b ""c"""\n${Array.from({ length: 160 }, (_, t) => row(t)).join('\n')}\n`)

const dataOf: Record<Output, Parameters<typeof experiment>[0]> = {
  softmax: { data: { kind: 'text', source: 'file', path: text } },
  linear: { data: { kind: 'series', source: 'file', path: table } },
  sigmoid: { data: { kind: 'task', task: 'running-parity', validationSequences: 8 } }
}

export interface Case {
  name: string
  experiment: Experiment
}

export const cases: Case[] = recurrences.flatMap((recurrence) =>
  readouts.flatMap((readout) =>
    outputs.map((output): Case => ({
      name: `${recurrence}, ${readout}, ${output}`,
      experiment: experiment({
        name: `${recurrence} ${output}`,
        ...dataOf[output],
        model: { recurrence, readout, hiddenSize: 5 },
        learning: {
          method: recurrence === 'hidden' ? 'bptt' : readout === 'last-step' ? 'free-running' : 'teacher-forcing',
          sequenceLength: 6,
          batchSize: 3
        },
        watching: { validateEvery: 2, sampleEvery: 100, checkpointEvery: 100 },
        stop: { steps: 3 }
      })
    }))
  )
)

/** A trained run with these settings. */
export function trained(chosen: Experiment): string {
  const folder = temporaryFolder()
  drive(open(chosen, { folder })).save()
  return folder
}
