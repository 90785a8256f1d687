// Programs that the scripts start: they end when their work is done, and they get signals.

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'unroll-commands-'))
afterAll(() => rmSync(folder, { recursive: true }))

const url = (file) => JSON.stringify(pathToFileURL(join(root, file)).href)

writeFileSync(
  join(folder, 'starter.mjs'),
  `
  import { main, runProgram } from ${url('scripts/commands.mjs')}
  await main(() => runProgram(process.execPath, ['--import', 'jiti/register', process.argv[2]], { cwd: ${JSON.stringify(root)} }))
`
)

/** A script that starts the program as ours are started. */
function start(name, text) {
  const file = join(folder, `${name}.ts`)
  writeFileSync(
    file,
    `import { endProcess, onSignalOfParent } from ${JSON.stringify(join(root, 'src/trainer/end-process'))}\n${text}`
  )
  const child = spawn(process.execPath, [join(folder, 'starter.mjs'), file], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const heard = new Map()
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output += chunk
    for (const [words, resolve] of heard) if (output.includes(words)) resolve()
  })
  const ended = new Promise((done) => child.on('close', (code, signal) => done({ code, signal, output })))
  return { child, ended, says: (words) => new Promise((done) => heard.set(words, done)) }
}

/** Whether the process with this number has ended. */
const isGone = (pid) => {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

describe('a program whose work is done', () => {
  it.each([0, 7])(
    'and that hangs at its end is killed, and its exit code %d is kept, and all that it printed',
    async (code) => {
      const { ended } = start(
        `hangs-${code}`,
        `
      process.on('exit', () => { for (;;); })
      process.stdout.write(process.pid + '\\n' + 'x'.repeat(1e6) + '\\nlast line\\n')
      void endProcess(${code})
    `
      )
      const { output, ...end } = await ended
      expect(end).toEqual({ code, signal: null })
      expect(output.length).toBeGreaterThan(1e6)
      expect(output.endsWith('last line\n')).toBe(true)
      expect(isGone(Number(output.split('\n')[0]))).toBe(true)
    }
  )

  it('ends with its code, whatever else it still waits for', async () => {
    const { ended } = start(
      'waits',
      `
      setInterval(() => {}, 1000)
      onSignalOfParent(() => {})
      void endProcess(3)
    `
    )
    expect((await ended).code).toBe(3)
  })

  it('that fails before its end has the exit code of its failure', async () => {
    const { ended } = start('throws', 'throw new Error("fault")')
    expect((await ended).code).toBe(1)
  })
})

describe('a signal', () => {
  const patient = `
    let heard = 0
    onSignalOfParent((signal) => {
      heard++
      console.log('heard ' + signal)
      setImmediate(() => endProcess(heard === 1 ? 130 : 1))
    })
    process.on('SIGTERM', () => void endProcess(1))
    setInterval(() => {}, 1000)
    console.log('ready')
  `

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    '%s to the script is heard by its program, once, and both end',
    async (signal) => {
      const { child, ended, says } = start(`patient-${signal}`, patient)
      await says('ready')
      child.kill(signal)
      expect(await ended).toEqual({ code: 130, signal: null, output: `ready\nheard ${signal}\n` })
    }
  )

  it('that is sent twice ends a program that does not listen', async () => {
    const { child, ended, says } = start(
      'stubborn',
      `
      onSignalOfParent(() => console.log('heard'))
      setInterval(() => {}, 1000)
      console.log('ready')
    `
    )
    await says('ready')
    child.kill('SIGTERM')
    await says('heard')
    child.kill('SIGTERM')
    expect((await ended).code).toBe(143)
  })
})
