// The packages of Linux as people get them, in one fresh system. The .deb is installed, used by an ordinary user with
// the sandbox on and without any connection, upgraded while it runs, removed and purged. Then the .rpm is installed and
// removed, and the .tar.gz unpacked. The tests depend on one another.

import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fuses } from '../../packaging/builder.mjs'
import { iconSizes } from '../../packaging/linux.mjs'
import { exportEntry, exportFormats } from '../../src/shared/exports'
import { scorecardSchema } from '../../src/shared/scorecard'
import { eventually } from '../eventually'
import { InstalledApp } from './app'
import { Machine, home } from './machine'

const command = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
const output = join(root, 'dist')
const work = mkdtempSync(join(tmpdir(), 'unroll-package-'))
const made = (extension: string): string =>
  join(
    output,
    readdirSync(output).find((name) => name.endsWith(extension)) ?? `there is no ${extension}: npm run package`
  )
const deb = made('.deb')
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

const asPerson = (...words: string[]): Promise<string> => machine.run(words, { who: 'person' })
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
    expect(components.map((part) => part.name)).toContain('onnxruntime-web')
    for (const file of ['LICENSE.electron.txt', 'LICENSES.chromium.html'])
      expect(existsSync(machine.path(`usr/lib/unroll/${file}`))).toBe(true)
  })

  it('contains no npm package that only builds or tests the app', async () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: true }>
    }
    // The name of the first folder of each package: here node_modules/a/node_modules/@b/c counts as @b.
    const needed = Object.keys(packages)
      .filter((path) => !packages[path].dev)
      .map((path) => path.split('node_modules/').at(-1)!.split('/')[0])
    const list = 'fs.readdirSync("/usr/lib/unroll/resources/app.asar/node_modules").join()'
    const inside = await machine.run(['unroll-studio', '--print', list], { env: { ELECTRON_RUN_AS_NODE: '1' } })
    const names = inside.trim().split(',')
    expect(names).toContain('zod')
    expect(names.filter((name) => !needed.includes(name))).toEqual([])
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
    const unroll = (...words: string[]): Promise<string> => asPerson('unroll', ...words)
    expect(await unroll('doctor')).toContain('bundled: Pretendard')
    await unroll('train', `${home}/parity.json`, '--run', `${home}/run`)
    await unroll('train', `${home}/longer.json`, '--run', `${home}/run`, '--resume')
    expect(JSON.parse(await unroll('sample', '--run', `${home}/run`))).toMatchObject({ kind: 'task' })
    expect(await unroll('tasks')).toContain('running-parity')
  })

  it('exports in every format', async () => {
    for (const format of exportFormats) {
      const out = `${home}/export-${format}`
      await asPerson('unroll', 'export', '--run', `${home}/run`, '--format', format, out)
      const { extension } = exportEntry(format)
      if (extension === null) expect(readdirSync(machine.path(out)), format).not.toEqual([])
      else expect(statSync(machine.path(out)).size, format).toBeGreaterThan(0)
    }
  })

  it('goes through the scorecard and measures costs', async () => {
    const card = scorecardSchema.parse(JSON.parse(await asPerson('unroll', 'scorecard', '--quick', '--json')))
    expect(card.scores.map(({ recipe }) => `${recipe}.json`).sort()).toEqual(
      readdirSync(join(root, 'resources/recipes')).sort()
    )
    expect(await asPerson('unroll', 'cost', '--longest', '16')).toContain('teacher-forcing')
  })

  it('ends with the exit codes of npx unroll', async () => {
    await expect(asPerson('unroll', 'train', '/nowhere.json', '--run', '/tmp/x')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/nowhere.json cannot be read')
    })
  })
})

/** The first page is there, and the system shows that its process is a sandboxed one of an ordinary user. */
async function isUsable(app: InstalledApp): Promise<void> {
  await app.firstPage()
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
}

describe('the app', () => {
  it('starts for an ordinary user in the language of the system, sandboxed, and finds out what the machine can do', async () => {
    const app = await InstalledApp.start(machine, { env: { LANG: 'ko_KR.UTF-8' } })
    expect(await app.evaluate('document.documentElement.lang')).toBe('ko')
    expect(await app.evaluate('unroll.machine().then(({ value }) => value.kernels.length)')).toBe(4)
    await isUsable(app)
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

  it('works in the laboratory', async () => {
    const app = await InstalledApp.start(machine)
    for (const work of [{ kind: 'cost' }, { kind: 'scorecard', recipes: ['running-parity'] }]) {
      await app.evaluate(`unroll.beginLaboratory(${JSON.stringify(work)})`)
      await app.until('unroll.getLaboratory().then(({ value }) => value.current?.progress?.done > 0)')
      await app.evaluate('unroll.cancelLaboratory()')
    }
    expect(await app.close()).toBe(0)
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
    await asPerson('sh', '-c', `cd ${home} && unroll-studio second.unroll a.safetensors`)
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
      '--output-separately',
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
    const calls = readdirSync(work)
      .filter((name) => name.startsWith('trace.'))
      .flatMap((name) => readFileSync(join(work, name), 'utf8').split('\n'))
    expect(calls.filter((line) => line.includes('AF_UNIX')).length).toBeGreaterThan(0)
    // Chromium asks the kernel for the kind of each interface. It does so through a UDP socket that it neither binds
    // nor connects. There is no other socket of the internet.
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
    await removesAllOfTheApp(async () => {
      await machine.run(['dpkg', '--remove', 'unroll'])
      await machine.run(['dpkg', '--purge', 'unroll'])
    })
  })
})

async function removesAllOfTheApp(remove: () => Promise<unknown>): Promise<void> {
  const kept = (): string[] => readdirSync(machine.path(runs)).sort()
  const before = kept()
  await remove()
  expect(kept()).toEqual(before)
  expect(await machine.run(['find', '/usr', '/etc', '/var', '/opt', '-iname', '*unroll*'])).toBe('')
}

/** What a person does first with the app in a folder. */
async function runsFrom(folder: string): Promise<void> {
  expect(await asPerson(`${folder}/unroll`, '--version')).toMatch(/^\d+\.\d+\.\d+/)
  expect(await asPerson(`${folder}/unroll`, 'doctor')).toContain('bundled: Pretendard')
  const app = await InstalledApp.start(machine, { program: `${folder}/unroll-studio` })
  await isUsable(app)
  expect(await app.close()).toBe(0)
}

describe('rpm', () => {
  const rpm = async (...words: string[]): Promise<string> =>
    (await command('rpm', [`--root=${machine.root}`, ...words])).stdout

  it('installs the files of the .deb, which run', async () => {
    console.log('rpm installs without looking for dependencies, because on Debian it knows of no other package.')
    await rpm('--install', '--nodeps', made('.rpm'))
    // It compares each file with the package: owner, mode, size, hash, target of a link.
    expect(await rpm('--verify', '--nodeps', 'unroll')).toBe('')
    const installed = lines(await rpm('--query', '--queryformat=[%{FILEMODES:perms} %{FILENAMES}\n]', 'unroll'))
    const { stdout } = await command('dpkg-deb', ['--contents', deb])
    const ofDebian = /lintian|changelog/
    const expected = lines(stdout).filter((line) => !line.startsWith('d') && !ofDebian.test(line))
    expect(
      installed
        .filter((line) => !line.startsWith('d'))
        .map((line) => line.split(' ')[1])
        .sort()
    ).toEqual(expected.map((line) => /\.(\/\S+)/.exec(line)![1]).sort())
    await runsFrom('/usr/bin')
  })

  it('asks for libraries that a system has', async () => {
    const wanted = lines(await rpm('--query', '--requires', 'unroll')).flatMap(
      (line) => /^(\S+)\(\)\(64bit\)$/.exec(line)?.[1] ?? []
    )
    const here = await machine.run(['ldconfig', '--print-cache'])
    expect(wanted).toContain('libgtk-3.so.0')
    expect(wanted.filter((name) => !here.includes(`${name} `))).toEqual([])
  })

  it('removes everything of the app, and nothing of the person', async () => {
    await removesAllOfTheApp(() => rpm('--erase', 'unroll'))
  })
})

const lines = (text: string): string[] => text.split('\n').filter(Boolean)

describe('the archive', () => {
  it('runs where an ordinary user unpacks it', async () => {
    const archive = made('.tar.gz')
    cpSync(archive, machine.path('unroll.tar.gz'))
    await asPerson('tar', '--extract', '--file=/unroll.tar.gz', `--directory=${home}`)
    await runsFrom(join(home, basename(archive, '.tar.gz')))
  })
})
