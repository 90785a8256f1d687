// A process of the stress test big-data: it reads a file as a run does, and writes how many bytes the process was
// estimated to take and how many it took at most.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { experimentSchema } from '../../src/shared/experiment'
import { estimate } from '../../src/trainer/estimate'
import { openData } from '../../src/trainer/network'
import { machine } from '../machine'

const [path, kind] = process.argv.slice(2)
const resources = join(process.cwd(), 'resources')
const experiment = experimentSchema.parse({
  data: { kind, source: 'file', path, reading: {} },
  model: { hiddenSize: 1 },
  learning: { sequenceLength: 1, batchSize: 1 }
})
const data = openData(experiment, resources)
const measured = 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1])
const { memoryBytes } = estimate(experiment, data, { kernels: 'portable', threads: 1, resources, machine })
process.stdout.write(JSON.stringify({ estimated: memoryBytes, measured }))
