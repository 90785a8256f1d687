// Speed of training, as one line of JSON. The work (work.ts) comes from seeds, so any other engine can do the same work
// and must reach the same `final_loss`.
//
//   npm run bench -- --hidden 128 --vocab 65 --batch 32 --seq 50 --steps 100 --threads 2 [--kernels wasm-256]
//                    [--recurrence output]      (teacher forcing instead of back-propagation through time)
//                    [--recompute]              (gradient checkpointing)
//                    [--threads auto]           (as many as the studio would use)

import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parameterCount } from '../src/model/tensors'
import { findMachineInNode } from '../src/runtime/node-trial'
import { endProcess } from '../src/trainer/end-process'
import { openEngine } from '../src/trainer/engine'
import { measure, modelOf, type Work } from './work'

const { values: given } = parseArgs({
  options: {
    hidden: { type: 'string', default: '128' },
    vocab: { type: 'string', default: '65' },
    batch: { type: 'string', default: '32' },
    seq: { type: 'string', default: '50' },
    steps: { type: 'string', default: '50' },
    threads: { type: 'string', default: '1' },
    kernels: { type: 'string', default: 'auto' },
    recurrence: { type: 'string', default: 'hidden' },
    recompute: { type: 'boolean', default: false }
  }
})
const [hidden, vocab, batch, seq, steps] = (['hidden', 'vocab', 'batch', 'seq', 'steps'] as const).map((name) =>
  Number(given[name])
)
const threads = given.threads === 'auto' ? null : Number(given.threads)
const recurrence = given.recurrence === 'output' ? 'output' : 'hidden'
const work: Work = { hidden, vocab, batch, seq, recurrence, recompute: given.recompute }

const parameters = parameterCount(modelOf(work))
const root = join(import.meta.dirname, '../..')
const engine = openEngine(
  { kernels: given.kernels, threads, resources: join(root, 'resources'), machine: await findMachineInNode(root) },
  { operations: 6 * parameters * seq * batch, parameters, parts: recurrence === 'hidden' ? batch : seq }
)
console.log(
  JSON.stringify({
    peer: `unroll ${engine.name}`,
    ...measure(work, steps, engine),
    threads: engine.crew?.size ?? 1,
    v8: process.versions.v8
  })
)
await engine.close()
await endProcess(0)
