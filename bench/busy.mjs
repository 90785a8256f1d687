// Compares two threads with one, on a quiet machine and beside another program that uses a core. Interleaved: every
// round runs each variant once. Prints the milliseconds of a step (medians), and the median of the rounds' ratios to
// one thread in the same situation.
//
//   node bench/busy.mjs [--rounds 5] [--threads 2] [--programs out/main/bench.js,../before/out/main/bench.js]
//
// `--programs` compares builds. Its paths are relative to the current folder.

import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { head, measure, median, row } from './measure.mjs'

/** hidden, vocabulary, batch, τ, and how many steps to time. */
const sizes = {
  'W1, batch 32': [128, 65, 32, 50, 300],
  'W1, batch 1': [128, 65, 1, 50, 1500],
  tiny: [16, 8, 1, 25, 8000]
}

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '2' },
    programs: { type: 'string', default: 'out/main/bench.js' }
  }
})
const variants = given.programs
  .split(',')
  .flatMap((program) => [1, ...given.threads.split(',').map(Number)].map((threads) => ({ program, threads })))

/** The milliseconds of a step of each variant, with or without another program that never rests. */
function round(work, busy) {
  const other = busy ? spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }) : null
  const times = variants.map(
    ({ program, threads }) => measure([process.execPath, program], { ...work, threads }).ms_per_step
  )
  other?.kill('SIGKILL')
  return times
}

head(['work', 'beside', 'program', 'threads', 'ms a step', 'to one thread', 'least … most'])
for (const [name, [hidden, vocab, batch, seq, steps]] of Object.entries(sizes)) {
  const work = { hidden, vocab, batch, seq, steps }
  const rounds = Array.from({ length: Number(given.rounds) }, () => [round(work, false), round(work, true)])
  for (const busy of [0, 1]) {
    variants.forEach(({ program, threads }, i) => {
      const alone = variants.findIndex((other) => other.program === program && other.threads === 1)
      const ratios = rounds.map((both) => both[busy][i] / both[busy][alone])
      row([
        name,
        busy ? 'a busy program' : 'nothing',
        program,
        threads,
        median(rounds.map((both) => both[busy][i])).toPrecision(3),
        median(ratios).toFixed(2),
        `${Math.min(...ratios).toFixed(2)} … ${Math.max(...ratios).toFixed(2)}`
      ])
    })
  }
}
