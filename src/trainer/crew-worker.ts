// A helper thread of a training run: builds the same plan as the trainer, on the same memory, and works through
// its part of every step until the crew is dismissed.

import { workerData } from 'node:worker_threads'
import { Barrier, workThrough } from '../engine/crew'
import { Plan, type PlanOptions } from '../engine/plan'
import { Arena, wasmKernels } from '../engine/wasm'
import { instantiate } from './wasm-loader'

export interface HelperData {
  module: WebAssembly.Module
  memory: WebAssembly.Memory
  name: string
  member: number
  options: PlanOptions
  /** Addresses in the shared memory: the control block, this thread's scratch, the first buffer of the plan. */
  control: number
  scratch: number
  plan: number
}

const { module, memory, name, member, options, control, scratch, plan: start } = workerData as HelperData
const barrier = new Barrier(memory.buffer, control, options.members)
try {
  const kernels = wasmKernels(name, instantiate(module, memory), new Arena(memory, start), scratch)
  const plan = new Plan(kernels, options)
  while (workThrough(plan, member, barrier));
} catch (error) {
  // The trainer waits for this thread without looking at its events: only the barrier can tell it.
  barrier.close()
  throw error
}
