// A helper thread of a training run: builds the same plans as the trainer, on the same memory, and takes parts of every
// step and every validation until the crew is dismissed.

import { workerData } from 'node:worker_threads'
import { Turns, type Job, type Phased } from '../engine/turns'
import { EvaluationPlan } from '../engine/evaluation-plan'
import { Plan } from '../engine/plan'
import { Arena, wasmKernels } from '../engine/wasm'
import { instantiate } from './wasm-loader'

/** `address` is where the plan's first buffer begins in the shared memory, in bytes. */
export type PlacedJob = Job & { address: number }

export interface HelperData {
  module: WebAssembly.Module
  memory: WebAssembly.Memory
  name: string
  members: number
  /** Addresses in the shared memory: the control block, and this thread's scratch. */
  control: number
  scratch: number
  jobs: PlacedJob[]
}

const { module, memory, name, members, control, scratch, jobs } = workerData as HelperData
const plans = build()
// While the trainer waits for a part that was begun, it handles no events of this thread, so the turns report an error.
new Turns(memory.buffer, control, members).help((number) => plans[number])

function build(): Phased[] {
  const wasm = instantiate(module, memory)
  let training: Plan | null = null
  return jobs.map((job) => {
    const kernels = wasmKernels(name, wasm, new Arena(memory, job.address), scratch)
    if (job.kind === 'training') return (training = new Plan(kernels, job.options))
    return new EvaluationPlan(kernels, job.options, training!.weights)
  })
}
