// Which kernel sets work here, and which is the fastest: each is tried in its own process, which may crash,
// hang or answer wrongly without harm.

import { z } from 'zod'
import { kernelSets, wasmSets, type KernelFinding, type KernelSet, type WasmSet } from '../shared/machine'
import { knownFlags, recipes, type KernelHost } from './flags'

/** How a throw-away process ended. */
export interface Ended {
  /** Null when it was ended by a signal, for being late, or could not be started. */
  code: number | null
  /** Name of the signal, or null. */
  signal: string | null
  /** Whether the process did not end in time and was killed. */
  late: boolean
  out: string
  error: string
}

/** Characters of a trial's output that are read. V8's list of flags is a tenth of that, an answer is much shorter. */
export const mostOutput = 1_000_000

/** Runs a program, such as the trial program (trainer/trial.ts), in a new process; never throws. */
export type RunTrial = (args: string[], patienceMilliseconds: number) => Promise<Ended>

/** What the trial program prints, as the last line of its output. */
const trialSchema = z.strictObject({
  /** ‖∇ − ∇portable‖ / ‖∇portable‖ */
  difference: z.number().nullable(),
  milliseconds: z.number().positive()
})
export type Trial = z.infer<typeof trialSchema>

/** Gradients may differ by rounding, and by no more than this. */
export const tolerance = 1e-4
/** Milliseconds. A trial takes a quarter of a second, or seconds on a busy machine. */
const patience = 20_000
/** A simpler set is clearly faster in a round when it takes less than this part of the preferred set's time. */
const clearly = 0.87
/**
 * A simpler set is taken when it is clearly faster in `wanted` of `most` rounds. Where it is so in none of the first
 * `least`, these are enough.
 */
const rounds = { least: 2, most: 5, wanted: 4 }

/**
 * Tries every set. The one to take comes first. Where no process can be had, the portable set is left; never throws.
 */
export async function tryKernelSets(run: RunTrial, host: KernelHost, resources: string): Promise<KernelFinding[]> {
  const help = await run(['flags'], patience)
  const all = recipes(knownFlags(help.out), host)
  const findings = new Map<KernelSet, KernelFinding>()
  const times = new Map<WasmSet, number[]>()
  for (const set of wasmSets) {
    const finding = await firstSurvivor(set, all)
    findings.set(set, finding)
    if (finding.milliseconds !== null) times.set(set, [finding.milliseconds])
  }
  findings.set('portable', await tryOnce('portable', []))

  let round = 1
  while (round < rounds.least || (round < rounds.most && mayBeFaster(times))) {
    for (const [set, milliseconds] of times) {
      const again = await tryOnce(set, findings.get(set)!.flags)
      if (again.milliseconds === null) {
        findings.set(set, again)
        times.delete(set)
      } else milliseconds.push(again.milliseconds)
    }
    round++
  }
  for (const [set, milliseconds] of times) findings.get(set)!.milliseconds = Math.min(...milliseconds)
  return inOrder(findings, chooseSet(times))

  async function firstSurvivor(set: WasmSet, all: string[][]): Promise<KernelFinding> {
    const tried: KernelFinding[] = []
    for (const flags of all) {
      const finding = await tryOnce(set, flags)
      if (finding.reason === null) return finding
      tried.push(finding)
    }
    return tried[0]
  }

  async function tryOnce(set: KernelSet, flags: string[]): Promise<KernelFinding> {
    return judge(set, flags, await run(['set', JSON.stringify({ set, flags, resources })], patience))
  }
}

/** The reason that the end of a trial's process gives against the set. */
export function judge(set: KernelSet, flags: string[], ended: Ended): KernelFinding {
  const out = (code: 'crashed' | 'stopped' | 'hung' | 'refused' | 'differs', detail: string): KernelFinding => ({
    set,
    flags,
    milliseconds: null,
    reason: { code, detail }
  })
  if (ended.late) return out('hung', `${patience / 1000} s`)
  const said = firstSentence(ended.error)
  if (ended.signal !== null) {
    return out(fromOutside.has(ended.signal) ? 'stopped' : 'crashed', [ended.signal, said].filter(Boolean).join(': '))
  }
  if (ended.code === null) return out('stopped', said)
  if (ended.code !== 0) return out(ended.code === refusedCode ? 'refused' : 'crashed', said || `code ${ended.code}`)
  const answer = trialSchema.safeParse(parseLastLine(ended.out))
  if (!answer.success) return out('differs', 'no answer')
  const { difference, milliseconds } = answer.data
  if (difference === null) return out('differs', 'NaN')
  if (difference >= tolerance) return out('differs', difference.toExponential(1))
  return { set, flags, milliseconds, reason: null }
}

/** No process ends itself by these signals. The system sends them to free memory, or a person to end the program. */
const fromOutside = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'])

/** The trial program's exit code when V8 cannot compile the set, which is no crash. */
export const refusedCode = 3

/** V8's report of a crash begins with rows of #; the sentence inside names the reason. */
function firstSentence(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^#+\s*/, '').trim())
    .filter(Boolean)
  return (lines.find((line) => line.includes('Check failed')) ?? lines[0] ?? '').slice(0, 200)
}

export function parseLastLine(text: string): unknown {
  try {
    return JSON.parse(text.trim().split('\n').at(-1)!)
  } catch {
    return null
  }
}

/** Milliseconds of each round, by set in the order of preference. */
type Times = ReadonlyMap<WasmSet, readonly number[]>

const roundsFaster = (simpler: readonly number[], preferred: readonly number[]): number =>
  simpler.filter((time, round) => time < clearly * preferred[round]).length

/** Whether a simpler set is clearly faster than a preferred one in some round. */
function mayBeFaster(times: Times): boolean {
  const all = [...times.values()]
  return all.some((preferred, i) => all.slice(i + 1).some((simpler) => roundsFaster(simpler, preferred) > 0))
}

/**
 * The first set, unless a later one is clearly faster in nearly all rounds. So chance does not decide between sets that
 * are equally fast.
 */
export function chooseSet(times: Times): WasmSet | null {
  let chosen: WasmSet | null = null
  for (const [set, milliseconds] of times) {
    if (chosen === null || roundsFaster(milliseconds, times.get(chosen)!) >= rounds.wanted) chosen = set
  }
  return chosen
}

function inOrder(findings: ReadonlyMap<KernelSet, KernelFinding>, chosen: KernelSet | null): KernelFinding[] {
  const first = chosen ?? 'portable'
  const all = kernelSets.map((set) => findings.get(set)!)
  // The portable set always works, even when no process could be started to try it.
  const marked = all.map((finding): KernelFinding => {
    if (finding.set === first) return { ...finding, reason: null }
    return finding.reason ? finding : { ...finding, reason: { code: 'slower', detail: first } }
  })
  const rank = ({ set, milliseconds }: KernelFinding): number => (set === first ? 0 : milliseconds !== null ? 1 : 2)
  return marked.sort((a, b) => rank(a) - rank(b))
}
