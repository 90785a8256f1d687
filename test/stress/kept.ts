// The steps that a run folder has kept, and whether a run is the same as another one.

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readMetrics } from '../../src/run-folder/metrics'
import { readSafetensors } from '../../src/run-folder/safetensors'

const fileOf = (step: number): string => `checkpoints/step-${String(step).padStart(9, '0')}.safetensors`

/** Steps of all checkpoint files with their final name, whole or damaged. */
export function checkpointSteps(run: string): number[] {
  const checkpoints = join(run, 'checkpoints')
  if (!existsSync(checkpoints)) return []
  return readdirSync(checkpoints)
    .filter((name) => name.endsWith('.safetensors'))
    .map((name) => Number(name.replace(/\D/g, '')))
}

/**
 * Step of the newest checkpoint, 0 before there is one, and what is wrong in the folder of a run that has kept step
 * `reached`.
 */
export function lookAt(run: string, reached: number): { newest: number; faults: string[] } {
  const faults: string[] = []
  const steps = checkpointSteps(run)
  for (const step of steps) {
    try {
      readSafetensors(join(run, fileOf(step)))
    } catch (error) {
      faults.push(`half a checkpoint: ${String(error)}`)
    }
  }
  const newest = Math.max(0, ...steps)
  if (newest < reached) faults.push(`the checkpoint of step ${reached} is lost; the newest is ${newest}`)
  const lastPoint = existsSync(run) ? (readMetrics(run).log.last?.step ?? 0) : 0
  if (lastPoint < newest) faults.push(`the curves end at step ${lastPoint}, before the checkpoint of step ${newest}`)
  return { newest, faults }
}

/** How a run differs from one that was never disturbed, both at the end of so many steps. */
export function differences(run: string, whole: string, steps: number): string[] {
  const faults: string[] = []
  const [last, lastOfWhole] = [run, whole].map((folder) => readSafetensors(join(folder, fileOf(steps))).tensors)
  if (!isDeepStrictEqual(last, lastOfWhole)) faults.push('the state at the end is another')
  if (!isDeepStrictEqual(curvesOf(run), curvesOf(whole))) faults.push('the curves are others')
  for (const name of ['experiment.json', 'run.json', 'baselines.json'])
    JSON.parse(readFileSync(join(run, name), 'utf8'))
  const left = readdirSync(run, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.unroll-part'))
  if (left.length > 0) faults.push(`half files are left: ${left.join(', ')}`)
  return faults
}

/** Step, loss and gradient norm of every point that is still valid. */
function curvesOf(run: string): number[][] {
  const {
    curves: { step, loss, gradientNorm },
    count
  } = readMetrics(run).log
  return [step, loss, gradientNorm].map((column) => Array.from(column.subarray(0, count)))
}
