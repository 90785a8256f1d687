// Runs ONNX by ONNX Runtime, in its plain WebAssembly build: one thread, and V8 checks the bounds of every access.

import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import type { Answers } from './answers'
import type { StoredNetwork } from './stored-network'

env.wasm.numThreads = 1
env.logLevel = 'error'

export type Values = Record<string, Tensor>

export interface Found {
  /** The answers ŷ, one after the other. */
  found: ArrayLike<number>
  /** Where among all answers [T × N × ny] they begin. */
  at: number
}

/** The input x of these steps and sequences. */
export function inputOf({ input, model: { nx } }: StoredNetwork, x: readonly number[], leading: number[]): Tensor {
  return input === 'index'
    ? new Tensor('int64', BigInt64Array.from(x, BigInt), leading)
    : new Tensor('float32', Float32Array.from(x), [...leading, nx])
}

/** Zeros for every input but x: the state of N sequences before their first step. */
export function noState(session: InferenceSession, N: number): Values {
  const state: Values = {}
  for (const input of session.inputMetadata) {
    if (input.name === 'x' || !input.isTensor) continue
    const dims = input.shape.map((n) => (typeof n === 'number' ? n : N))
    state[input.name] = new Tensor('float32', new Float32Array(dims.reduce((a, b) => a * b, 1)), dims)
  }
  return state
}

const widthOf = ({ input, model: { nx } }: StoredNetwork): number => (input === 'index' ? 1 : nx)
const floatsOf = (tensor: Tensor): Float32Array => tensor.data as Float32Array

/**
 * Runs a file for whole sequences on the first steps of `answers`. Where the network draws its feedback, only its first
 * step can be compared.
 */
export async function runSequence(network: StoredNetwork, file: Uint8Array, answers: Answers, T: number, N: number) {
  const { model, feeding } = network
  const session = await InferenceSession.create(file)
  const steps = feeding === 'sample' ? 1 : T
  const x = inputOf(network, answers.x.slice(0, steps * N * widthOf(network)), [steps, N])
  const { yhat } = (await session.run({ x, ...noState(session, N) })) as Values
  await session.release()
  const at = model.readout === 'every-step' ? 0 : (steps - 1) * N * model.ny
  return { found: floatsOf(yhat), at } satisfies Found
}

/** Runs a file for one step at a time: each step gets the state after the step before it. */
export async function runSteps(network: StoredNetwork, file: Uint8Array, answers: Answers, T: number, N: number) {
  const {
    model: { ny },
    feeding
  } = network
  const width = N * widthOf(network)
  const session = await InferenceSession.create(file)
  const found: number[] = []
  let state = noState(session, N)
  for (let t = 0; t < T; t++) {
    const x = inputOf(network, answers.x.slice(t * width, (t + 1) * width), [N])
    const after = (await session.run({ x, ...state })) as Values
    found.push(...floatsOf(after.yhat))
    state = Object.fromEntries(Object.keys(state).map((name) => [name, after[name.replace('_before', '')]]))
    // The file's own random draws are replaced by those of the answers.
    if (feeding === 'sample') floatsOf(state.z_before).set(answers.z.slice(t * N * ny, (t + 1) * N * ny))
  }
  await session.release()
  return { found, at: 0 } satisfies Found
}
