// The .deb as people get it: installed in a fresh system, used by an ordinary user with the sandbox on and without any
// connection, upgraded while it runs, removed and purged. The tests depend on one another.

import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fuses } from '../../packaging/builder.mjs'
import { iconSizes } from '../../packaging/linux.mjs'
import { eventually } from '../eventually'
import { InstalledApp } from './app'
import { Machine, home } from './machine'

const command = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
const output = join(root, 'dist')
const work = mkdtempSync(join(tmpdir(), 'unroll-package-'))
const deb = join(
  output,
  readdirSync(output).find((name) => name.endsWith('.deb')) ?? 'there is no .deb: npm run package'
)
const runs = `${home}/.config/Unroll/runs`
const experiment = JSON.stringify({
  format: 'unroll-experiment-1',
  name: 'From a file',
  data: { kind: 'task' },
  model: { hiddenSize: 77 }
})

let machine: Machine
beforeAll(async () => {
  machine = await Machine.start(deb)
  await machine.run(['mkdir', '-p', runs], { who: 'person' })
})
// A process that a test leaves open would take over every later start.
afterEach(() => InstalledApp.endAll())
afterAll(async () => {
  await machine?.stop()
  rmSync(work, { recursive: true })
})

const field = (id: string): string => `document.querySelector('[data-field="${id}"] input')?.value`

describe('the package', () => {
  it('has no faults that lintian calls errors', async () => {
    const { stdout } = await command('lintian', ['--fail-on=none', '--tag-display-limit=0', deb])
    expect(stdout.split('\n').filter((line) => line.startsWith('E:'))).toEqual([])
  })

  it('has the fuses that it is to have', async () => {
    const executable = machine.path('usr/lib/unroll/unroll-studio')
    const { stdout } = await command(process.execPath, [
      join(root, 'node_modules/@electron/fuses/dist/bin.js'),
      'read',
      '--app',
      executable
    ])
    const read = Object.fromEntries(
      [...stdout.matchAll(/(\w+) is (Enabled|Disabled)/g)].map(([, name, state]) => [
        name[0].toLowerCase() + name.slice(1),
        state === 'Enabled'
      ])
    )
    expect(read).toEqual(fuses)
  })

  it('brings menu entry, types of files, icons, AppStream data and man pages, all without a fault', async () => {
    await command('desktop-file-validate', [machine.path('usr/share/applications/unroll.desktop')])
    await command('appstreamcli', [
      'validate',
      '--no-net',
      machine.path('usr/share/metainfo/org.unroll.Unroll.metainfo.xml')
    ])
    for (const page of ['unroll', 'unroll-studio']) {
      const { stderr } = await command(
        'man',
        ['--warnings', '--encoding=utf8', '--local-file', machine.path(`usr/share/man/man1/${page}.1.gz`)],
        { env: { ...process.env, LC_ALL: 'C.UTF-8', MANROFFSEQ: '', MANWIDTH: '80' } }
      )
      expect(stderr).toBe('')
    }
    for (const size of iconSizes) {
      const picture = readFileSync(machine.path(`usr/share/icons/hicolor/${size}x${size}/apps/unroll.png`))
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([size, size])
    }
  })

  it('names every option of the command in its man page', async () => {
    const { stdout: page } = await command('zcat', [machine.path('usr/share/man/man1/unroll.1.gz')])
    const commands = [...(await machine.run(['unroll', '--help'])).matchAll(/^ {2}unroll (\S+)/gm)].map(
      ([, name]) => name
    )
    expect(commands).toContain('train')
    for (const name of commands) {
      for (const [, option] of (await machine.run(['unroll', name, '--help'])).matchAll(/^ {2}--(\S+)/gm)) {
        if (!['help', 'version'].includes(option)) expect(page).toContain(`.B \\-\\-${option.replaceAll('-', '\\-')}`)
      }
    }
  })

  it('knows experiments and models of ours by what is in them', async () => {
    const types = {
      'a.unroll': '{}',
      named: experiment,
      'plain.json': '{}',
      'a.safetensors': header({ format: 'pt', unroll: 'model-1' }),
      'other.safetensors': header({ format: 'pt' })
    }
    const found: Record<string, string> = {}
    for (const [name, content] of Object.entries(types)) {
      machine.write(`${home}/${name}`, content)
      found[name] = /content-type: (\S+)/.exec(
        await machine.run(['gio', 'info', '-a', 'standard::content-type', `${home}/${name}`])
      )![1]
    }
    expect(found).toEqual({
      'a.unroll': 'application/vnd.unroll.experiment+json',
      named: 'application/vnd.unroll.experiment+json',
      'plain.json': 'application/json',
      'a.safetensors': 'application/vnd.unroll.model',
      'other.safetensors': 'application/x-safetensors'
    })
  })

  it('lists its parts and their licences', () => {
    const { components } = JSON.parse(readFileSync(machine.path('usr/share/doc/unroll/sbom.cdx.json'), 'utf8')) as {
      components: { name: string }[]
    }
    const licences = readFileSync(machine.path('usr/lib/unroll/LICENSES.unroll.txt'), 'utf8')
    for (const name of ['zod', '@vue/runtime-dom', 'chart.js', 'katex', 'yargs']) {
      expect(components.map((part) => part.name)).toContain(name)
      expect(licences).toContain(`\n${name} `)
    }
    expect(components.map((part) => part.name)).toContain('electron')
    for (const file of ['LICENSE.electron.txt', 'LICENSES.chromium.html'])
      expect(existsSync(machine.path(`usr/lib/unroll/${file}`))).toBe(true)
  })
})

/** The beginning of a safetensors file. */
function header(metadata: Record<string, string>): string {
  const json = JSON.stringify({ __metadata__: metadata })
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  return length.toString('latin1') + json
}

describe('the command', () => {
  it('trains, goes on, samples and tells of the machine, without any Node', async () => {
    expect(existsSync(machine.path('usr/bin/node'))).toBe(false)
    const parity = readFileSync(join(root, 'resources/experiments/parity-teacher-forcing.json'), 'utf8')
    machine.write(`${home}/parity.json`, JSON.stringify({ ...JSON.parse(parity), stop: { steps: 50 } }))
    machine.write(`${home}/longer.json`, JSON.stringify({ ...JSON.parse(parity), stop: { steps: 80 } }))
    const unroll = (...words: string[]): Promise<string> => machine.run(['unroll', ...words], { who: 'person' })
    expect(await unroll('doctor')).toContain('bundled: Pretendard')
    await unroll('train', `${home}/parity.json`, '--run', `${home}/run`)
    await unroll('train', `${home}/longer.json`, '--run', `${home}/run`, '--resume')
    expect(JSON.parse(await unroll('sample', '--run', `${home}/run`))).toMatchObject({ kind: 'task' })
    expect(await unroll('tasks')).toContain('running-parity')
  })

  it('ends with the exit codes of npx unroll', async () => {
    await expect(
      machine.run(['unroll', 'train', '/nowhere.json', '--run', '/tmp/x'], { who: 'person' })
    ).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('/nowhere.json cannot be read') })
  })
})

describe('the app', () => {
  it('starts for an ordinary user in the language of the system, sandboxed, and finds out what the machine can do', async () => {
    const app = await InstalledApp.start(machine, { env: { LANG: 'ko_KR.UTF-8' } })
    expect(await app.evaluate('document.documentElement.lang')).toBe('ko')
    await app.until('document.querySelectorAll("main li button").length >= 6')
    expect(await app.evaluate('unroll.machine().then(({ value }) => value.kernels.length)')).toBe(4)
    const processes = app.processes().map((id) => ({
      id,
      line: readFileSync(`/proc/${id}/cmdline`, 'utf8'),
      status: readFileSync(`/proc/${id}/status`, 'utf8'),
      space: readlinkSync(`/proc/${id}/ns/user`)
    }))
    expect(processes.filter(({ line }) => line.includes('--no-sandbox'))).toEqual([])
    const [page] = processes.filter(({ line }) => line.includes('--type=renderer'))
    expect(page.status).toMatch(/^Seccomp:\t2$/m)
    expect(page.status).toMatch(/^Uid:\t1000\t/m)
    expect(page.space).not.toBe(readlinkSync('/proc/self/ns/user'))
    expect(await app.close()).toBe(0)
  })

  it('trains, and keeps all when it is closed', async () => {
    const app = await InstalledApp.start(machine)
    await app.press('Start', 'Parity by teacher forcing')
    await app.until('unroll.listRuns().then(({ value }) => value[0]?.state === "finished")')
    expect(await app.close()).toBe(0)
    const [id] = readdirSync(machine.path(runs))
    expect(readdirSync(machine.path(`${runs}/${id}/checkpoints`)).length).toBeGreaterThan(0)
  })

  it('opens the runs and settings of every released format', async () => {
    const fixtures = join(root, 'test/fixtures')
    for (const release of readdirSync(fixtures).filter((name) => name.startsWith('runs-'))) {
      cpSync(join(fixtures, release, 'app'), machine.path(`${home}/.config/Unroll`), { recursive: true })
      cpSync(join(fixtures, release, 'terminal'), machine.path(runs), { recursive: true })
    }
    await machine.run(['chown', '-R', 'person:person', `${home}/.config`])
    const settings = JSON.parse(readFileSync(machine.path(`${home}/.config/Unroll/settings.json`), 'utf8')) as object
    const app = await InstalledApp.start(machine)
    const loaded = await app.evaluate<{ ok: boolean; value: { damage: unknown[] } }[]>(
      'unroll.listRuns().then(({ value }) => Promise.all(value.map(({ id }) => unroll.loadRun(id))))'
    )
    expect(loaded.length).toBe(readdirSync(machine.path(runs)).length)
    expect(loaded.filter(({ ok, value }) => !ok || value.damage.length > 0)).toEqual([])
    expect(await app.evaluate('unroll.getSettings().then(({ value }) => value)')).toMatchObject(settings)
    expect(await app.close()).toBe(0)
  })

  it('opens files, at its start and while it runs; another folder has a window of its own', async () => {
    machine.write(`${home}/first.unroll`, experiment)
    machine.write(`${home}/second.unroll`, experiment.replace('From a file', 'The second'))
    const app = await InstalledApp.start(machine, { args: [`${home}/first.unroll`] })
    await app.until(`${field('name')} === 'From a file' && ${field('model.hiddenSize')} === '77'`)
    await machine.run(['sh', '-c', `cd ${home} && unroll-studio second.unroll a.safetensors`], { who: 'person' })
    await app.until(`${field('name')} === 'The second' && document.body.innerText.includes('a.safetensors')`)
    const other = await InstalledApp.start(machine, { args: ['--user-data-dir=/tmp/another', `${home}/first.unroll`] })
    await other.until(`${field('name')} === 'From a file'`)
    expect(await app.evaluate(field('name'))).toBe('The second')
    expect([await other.close(), await app.close()]).toEqual([0, 0])
  })

  it('sends nothing and connects to nothing in a minute of use', async () => {
    const trace = join(work, 'trace')
    const before = [
      'strace',
      '--follow-forks',
      '--decode-fds=socket',
      '--seccomp-bpf',
      '--quiet=all',
      '--trace=network',
      `--output=${trace}`
    ]
    const app = await InstalledApp.start(machine, { before })
    const until = Date.now() + 60_000
    await app.press('Start', 'Sunspots since 1700')
    await app.until(
      'unroll.listRuns().then(({ value }) => value.some(({ state, step }) => state === "finished" && step === 3000))'
    )
    for (const tab of ['Weights & gradients', 'Through time', 'Samples', 'Export', 'Train']) {
      await app.until(
        `(() => { const tab = [...document.querySelectorAll('[role=tab]')].find((one) => one.innerText.trim() === ${JSON.stringify(tab)}); tab?.click(); return !!tab })()`
      )
      await app.until('document.querySelector("main").innerText.length > 50')
    }
    await app.evaluate('unroll.appInfo().then(() => fetch("https://example.com/").catch(() => {}))')
    await wait(Math.max(0, until - Date.now()))
    const open = await machine.run([
      'sh',
      '-c',
      'tail -qn +2 /proc/net/tcp /proc/net/udp /proc/net/tcp6 /proc/net/udp6'
    ])
    expect(await app.close()).toBe(0)
    const calls = readFileSync(trace, 'utf8').split('\n')
    expect(calls.filter((line) => line.includes('AF_UNIX')).length).toBeGreaterThan(0)
    // Chromium asks the kernel for the kind of each interface. It does so through a UDP socket that it neither binds nor
    // connects, and no switch prevents it. There is no other socket of the internet.
    const isQuestion = (line: string): boolean => /socket\(AF_INET6?, SOCK_DGRAM/.test(line)
    expect(
      calls.filter((line) => /AF_INET|AF_PACKET|TCP|UDP/.test(line) && !line.includes('NETLINK') && !isQuestion(line))
    ).toEqual([])
    expect(open).toBe('')
  })
})

describe('dpkg', () => {
  it('upgrades over a running app, which goes on to train and ends well; the next start is the new one', async () => {
    const newer = join(work, 'newer')
    await command('dpkg-deb', ['--raw-extract', deb, newer])
    const control = readFileSync(join(newer, 'DEBIAN/control'), 'utf8')
    writeFileSync(join(newer, 'DEBIAN/control'), control.replace(/^Version: (.*)$/m, 'Version: $1+next'))
    await command('dpkg-deb', ['--root-owner-group', '-Znone', '--build', newer, machine.path('newer.deb')])
    const app = await InstalledApp.start(machine)
    await app.press('Start', 'Moby Dick, letter by letter')
    const step = (): Promise<number> =>
      app.evaluate('unroll.listRuns().then(({ value }) => value.find(({ state }) => state === "running")?.step ?? 0)')
    await eventually(async () => expect(await step()).toBeGreaterThan(0))
    await machine.run(['dpkg', '--install', '/newer.deb'])
    const then = await step()
    await eventually(async () => expect(await step()).toBeGreaterThan(then))
    // A run that starts now has a new trainer in an old app.
    await app.evaluate('unroll.createRun({ name: "After", data: { kind: "task" }, stop: { steps: 20 } })')
    await app.until(
      'unroll.listRuns().then(({ value }) => value.some(({ name, state }) => name === "After" && state === "finished"))'
    )
    expect(await app.close()).toBe(0)
    const next = await InstalledApp.start(machine)
    const states = await next.evaluate<string[]>(
      'unroll.listRuns().then(({ value }) => value.filter(({ name }) => name.startsWith("Moby")).map(({ state }) => state))'
    )
    expect(states).toContain('interrupted')
    expect(await next.close()).toBe(0)
  })

  it('removes and purges everything of the app, and nothing of the person', async () => {
    const kept = (): string[] => readdirSync(machine.path(runs)).sort()
    const before = kept()
    await machine.run(['dpkg', '--remove', 'unroll'])
    await machine.run(['dpkg', '--purge', 'unroll'])
    expect(kept()).toEqual(before)
    const left = await machine.run(['find', '/usr', '/etc', '/var', '/opt', '-iname', '*unroll*'])
    expect(left).toBe('')
  })
})
