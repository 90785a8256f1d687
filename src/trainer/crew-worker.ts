// A helper thread of a training run: builds the same plans as the trainer, on the same memory, and works through its
// part of every step and every validation until the crew is dismissed.

import { workerData } from 'node:worker_threads'
import { Barrier, workThrough, type Job, type Phased } from '../engine/crew'
import { EvaluationPlan } from '../engine/evaluation-plan'
import { Plan } from '../engine/plan'
import { Arena, wasmKernels } from '../engine/wasm'
import { instantiate } from './wasm-loader'

/** `address` is that of the plan's first buffer in the shared memory. */
export type PlacedJob = Job & { address: number }

export interface HelperData {
  module: WebAssembly.Module
  memory: WebAssembly.Memory
  name: string
  member: number
  members: number
  /** Addresses in the shared memory: the control block, and this thread's scratch. */
  control: number
  scratch: number
  jobs: PlacedJob[]
}

const { module, memory, name, member, members, control, scratch, jobs } = workerData as HelperData
const barrier = new Barrier(memory.buffer, control, members)
try {
  const plans = build()
  while (workThrough((number) => plans[number], member, barrier));
} catch (error) {
  // The trainer waits for this thread without looking at its events: only the barrier can tell it.
  barrier.close()
  throw error
}

function build(): Phased[] {
  const wasm = instantiate(module, memory)
  let training: Plan | null = null
  return jobs.map((job) => {
    const kernels = wasmKernels(name, wasm, new Arena(memory, job.address), scratch)
    if (job.kind === 'training') return (training = new Plan(kernels, job.options))
    return new EvaluationPlan(kernels, job.options, training!.weights)
  })
}
