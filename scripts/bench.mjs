/**
 * `npm run bench -- …`: the speed of training, in the runtime that the studio uses (its Electron, run as plain Node),
 * as one line of JSON. bench/bench.ts lists what it measures and its options; bench/run.ts does the same for a whole
 * run (`--run experiment.json`). `--runtime node` uses this Node.
 */
import { main, runProgram } from './commands.mjs'
import { electronRuntime } from './electron-runtime.mjs'
import { ensureBuild, ensurePackages, root } from './prepare.mjs'
import { ensureSystemLibraries } from './system-libraries.mjs'

await main(async () => {
  const args = process.argv.slice(2)
  const choice = args.indexOf('--runtime')
  const plainNode = choice >= 0 && args.splice(choice, 2)[1] === 'node'
  await ensurePackages()
  await ensureBuild()
  const program = plainNode ? process.execPath : await studioRuntime()
  return runProgram(program, [args.includes('--run') ? 'out/main/bench-run.js' : 'out/main/bench.js', ...args], {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  })
})

async function studioRuntime() {
  const { executable } = await electronRuntime()
  await ensureSystemLibraries(executable)
  return executable
}
