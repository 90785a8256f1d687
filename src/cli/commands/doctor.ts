// unroll doctor: what this machine can do, and why training is as fast as it is.

import { existsSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder, studioFolder } from '../../runtime/places'
import type { KernelFinding } from '../../shared/machine'
import type { ExitCode, Terminal } from '../terminal'

export async function doctor({ afresh }: { afresh: boolean }, terminal: Terminal): Promise<ExitCode> {
  const { runtime, processor, cores, kernels } = await terminal.machine({ afresh })
  const runs = join(studioFolder(), 'runs')
  const lines: [string, string][] = [
    ['unroll', terminal.version],
    ['runtime', runtime],
    ['processor', `${processor}, ${cores === 1 ? '1 core' : `${cores} cores`}`],
    ...kernels.map((finding, i): [string, string] => [i === 0 ? 'kernels' : '', describeKernels(finding, i === 0)]),
    ['threads', `${cores} at most; fewer where a step is too small to share`],
    ['fonts', bundledFonts(terminal.resources)],
    ['runs', `${runs} (those of the studio; in a terminal --run names the folder)`],
    ['free disk', `${freeGigabytes(runs)} there`],
    ['remembered', join(cacheFolder(), 'kernels.json')]
  ]
  terminal.out(lines.map(([what, text]) => `${what.padEnd(12)}${text}\n`).join(''))
  return 0
}

/** The typefaces of the studio come with it. */
function bundledFonts(resources: string): string {
  const folder = join(resources, 'fonts')
  const missing = ['PretendardVariable.woff2', 'unroll-signs.woff2'].filter((file) => !existsSync(join(folder, file)))
  return missing.length > 0
    ? `missing in ${folder}: ${missing.join(', ')}`
    : 'bundled: Pretendard, JetBrains Mono, Unroll Signs'
}

const reasons = {
  crashed: 'its process crashed',
  stopped: 'its process was stopped',
  hung: 'no answer within',
  refused: 'V8 refuses it',
  differs: 'its gradients differ from the portable ones by',
  slower: 'works, slower than'
} as const

function describeKernels({ set, milliseconds, reason, flags }: KernelFinding, taken: boolean): string {
  const time = milliseconds === null ? '' : `${milliseconds.toFixed(3)} ms a step`
  const why = taken ? 'taken' : reason ? `${reasons[reason.code]} ${reason.detail}` : 'works'
  return [set.padEnd(15), time.padEnd(17), why, flags.length > 0 ? `(${flags.join(' ')})` : ''].join(' ').trimEnd()
}

/** The free space of the disk that holds a folder, or will hold it. */
function freeGigabytes(folder: string): string {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return `${((bavail * bsize) / 1e9).toFixed(1)} GB`
  } catch {
    return dirname(folder) === folder ? 'unknown' : freeGigabytes(dirname(folder))
  }
}
