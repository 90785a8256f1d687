// The flags of V8 that make the kernels fast. V8 renames them, drops them, and crashes with some combinations. So a
// flag is used only when the running V8 lists it, and only after a trial process has survived it (trials.ts).

/** Where the kernels run: a plain Node (terminal, tests), or a utility process of Electron. */
export type KernelHost = 'node' | 'utility'

interface Wish {
  why: string
  /** V8's names for it, newest first. The first name that V8 knows is used. */
  names: string[]
  /** Where the flag is used; absent means everywhere. */
  host?: KernelHost
  /**
   * The kernels are right without these flags, but slower. They are left out when V8 crashes with all flags together.
   */
  risky: boolean
}

export const wishes: readonly Wish[] = [
  { why: 'relaxed SIMD, in V8 before 11.4', names: ['--experimental-wasm-relaxed-simd'], risky: false },
  { why: 'the compiler that joins operations, in V8 12 and 13', names: ['--turboshaft-wasm'], risky: true },
  {
    why: 'two 128-bit operations become one of 256 bits',
    risky: true,
    names: ['--wasm-revectorize', '--experimental-wasm-revectorize']
  },
  { why: 'the optimising compiler at once: a step is fast from the first on', names: ['--no-liftoff'], risky: true },
  {
    why: 'all is compiled at once (40 ms): what V8 dies of, it dies of in the trial',
    risky: false,
    names: ['--no-wasm-lazy-compilation']
  },
  // V8 inlines calls by feedback that only Liftoff collects. V8 14.6 crashes with inlining but without Liftoff.
  {
    why: 'no inlining by feedback, which there is none of without Liftoff',
    names: ['--no-wasm-inlining'],
    risky: true
  },
  {
    // WebAssembly has no trap handler there, and a check before every access would halve the speed. The kernels are
    // the only WebAssembly that the process ever runs, their addresses all come from one arena, and every kernel is
    // tested with the checks on (ARCHITECTURE.md).
    why: 'no check before every access',
    names: ['--no-wasm-bounds-checks'],
    host: 'utility',
    risky: false
  }
]

/** The names that V8 lists when it is asked for `--help`. */
export function knownFlags(help: string): Set<string> {
  return new Set([...help.matchAll(/^ {2}--([a-z0-9-]+) \(/gm)].map(([, name]) => name))
}

/**
 * Lists of flags to try one after the other: all that this V8 knows, then without one of the risky ones after
 * another, then without any.
 */
export function recipes(known: ReadonlySet<string>, host: KernelHost): string[][] {
  const granted = wishes
    .filter((wish) => wish.host === undefined || wish.host === host)
    .map(({ names, risky }) => ({ risky, flag: names.find((name) => known.has(name.replace(/^--(no-)?/, ''))) }))
    .filter((entry): entry is { risky: boolean; flag: string } => entry.flag !== undefined)
  const all = granted.map(({ flag }) => flag)
  const risky = granted.filter((entry) => entry.risky).map(({ flag }) => flag)
  // The last wish is dropped first, so the flags that give the most speed stay longest.
  const withoutOne = risky.toReversed().map((dropped) => all.filter((flag) => flag !== dropped))
  const withoutAny = all.filter((flag) => !risky.includes(flag))
  const unique = new Map([all, ...withoutOne, withoutAny].map((recipe) => [recipe.join(' '), recipe]))
  return [...unique.values()]
}
