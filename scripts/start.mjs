/**
 * `npm start`: opens the studio, also on a fresh machine. It first installs npm packages, Electron and system
 * libraries, and builds the app, where needed. Arguments after `--` go to the app. Without a display it runs the sample
 * experiment in the terminal.
 */
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main, run, runProgram, say } from './commands.mjs'
import { describe, electronRuntime, machineFlags, runtimeEnvironment, whyNoSandbox } from './electron-runtime.mjs'
import { ensureBuild, ensurePackages, root } from './prepare.mjs'
import { ensureSystemLibraries } from './system-libraries.mjs'

const sample = 'resources/experiments/parity-teacher-forcing.json'
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

await main(async () => {
  await ensurePackages()
  return hasDisplay ? openStudio() : trainSample()
})

async function openStudio() {
  const runtime = await electronRuntime()
  await ensureSystemLibraries(runtime.executable)
  await ensureBuild()
  say(`Starting Unroll on ${describe(runtime)}`)
  const reason = whyNoSandbox()
  if (reason) say(`Without Chromium's sandbox (--no-sandbox): ${reason}`)
  const args = [...machineFlags(), root, ...process.argv.slice(2)]
  return run(runtime.executable, args, { cwd: root, env: runtimeEnvironment(runtime) })
}

async function trainSample() {
  await ensureBuild()
  const folder = newFolder(join(tmpdir(), 'unroll-sample'))
  say('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window of the studio cannot open.')
  say(`Instead, the sample experiment runs in this terminal: ${sample}`)
  say(`The run is kept in ${folder}; npx unroll --help shows what else the terminal can do.\n`)
  return runProgram(process.execPath, ['out/main/unroll.js', 'train', sample, '--run', folder], { cwd: root })
}

/** @param {string} base */
function newFolder(base) {
  let folder = base
  for (let number = 2; existsSync(folder); number++) folder = `${base}-${number}`
  return folder
}
