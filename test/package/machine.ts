// A Debian in which to try a package: a folder with a fresh system that has its own mounts, processes and network. It
// is not a chroot, because the kernel allows no user namespaces in a chroot, and Chromium would have no sandbox. Needs
// root on a Debian, and its packages mmdebstrap and iproute2.

import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { eventually } from '../eventually'

const command = promisify(execFile)
const mostOutput = 64 * 2 ** 20

/** Needed besides the package's own dependencies: a display, Korean type, and the tools of the tests. */
const packages = ['xvfb', 'fonts-noto-cjk', 'libglib2.0-bin', 'strace']
const codename = /VERSION_CODENAME=(\w+)/.exec(readFileSync('/etc/os-release', 'utf8'))![1]
const sources = ['/etc/apt/sources.list', '/etc/apt/sources.list.d/debian.sources']

/** The home of the person who uses the machine. */
export const home = '/home/person'
const person = 1000

export class Machine {
  private constructor(
    readonly root: string,
    private readonly init: ChildProcess,
    private readonly pid: number
  ) {}

  /** A fresh system in which `deb` and its dependencies are installed as apt does it. */
  static async start(deb: string): Promise<Machine> {
    const root = mkdtempSync(join(tmpdir(), 'unroll-machine-'))
    const lists = sources.filter((file) => existsSync(file) && statSync(file).size > 0)
    await command('mmdebstrap', ['--variant=apt', `--include=${packages.join()}`, codename, root, ...lists], {
      maxBuffer: mostOutput
    })
    await command('cp', [deb, join(root, 'unroll.deb')])
    await command('cp', ['/etc/resolv.conf', join(root, 'etc/resolv.conf')])
    // There is no service manager, and recommended packages are not installed.
    const install = 'apt-get update && apt-get install --yes --no-install-recommends /unroll.deb'
    await command('chroot', [root, 'sh', '-c', install], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: mostOutput
    })
    await command('chroot', [root, 'useradd', '--create-home', '--uid', String(person), 'person'])
    return Machine.enter(root)
  }

  private static async enter(root: string): Promise<Machine> {
    const ready = join(root, 'ready')
    const script = `set -e
      mount --make-rprivate /
      mount --bind ${root} ${root}
      cd ${root}
      mount --rbind /dev dev
      mount -t tmpfs -o mode=1777 tmpfs dev/shm
      mount -t sysfs sysfs sys
      mount -t tmpfs -o mode=1777 tmpfs tmp
      mkdir -p outside tmp/.X11-unix
      chmod 1777 tmp/.X11-unix
      ${network.map((words) => `ip ${words}`).join('\n')}
      pivot_root . outside
      mount -t proc proc proc
      umount -l outside
      touch /ready
      exec sleep infinity`
    const init = spawn('unshare', ['--mount', '--pid', '--net', '--fork', '--kill-child', 'sh', '-c', script], {
      stdio: 'ignore'
    })
    await eventually(() => {
      if (!existsSync(ready)) throw new Error('The machine does not start.')
    })
    const children = readFileSync(`/proc/${init.pid}/task/${init.pid}/children`, 'utf8')
    const machine = new Machine(root, init, parseInt(children))
    machine.spawn(['Xvfb', ':7', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], { stdio: 'ignore' })
    await eventually(() => machine.run(['test', '-S', '/tmp/.X11-unix/X7']))
    return machine
  }

  private arguments(words: string[], who: 'person' | 'root', before: string[]): string[] {
    const inside = ['nsenter', `--target=${this.pid}`, '--mount', '--pid', '--net', '--root', '--wd']
    const as = who === 'root' ? [] : ['setpriv', `--reuid=${person}`, `--regid=${person}`, '--clear-groups']
    return [...before, ...inside, '--', ...as, ...words]
  }

  /** Runs a command to its end and returns its stdout. Throws with all its output where it fails. */
  async run(
    words: string[],
    { who = 'root', env = {} }: { who?: 'person' | 'root'; env?: Record<string, string> } = {}
  ): Promise<string> {
    const [first, ...rest] = this.arguments(words, who, [])
    return (await command(first, rest, { env: environment(env), maxBuffer: mostOutput })).stdout
  }

  /** Starts a program as the person. `before` starts it from outside, for example strace. */
  spawn(words: string[], options: SpawnOptions & { before?: string[] } = {}): ChildProcess {
    const [first, ...rest] = this.arguments(words, 'person', options.before ?? [])
    return spawn(first, rest, { ...options, env: environment(options.env as Record<string, string>) })
  }

  path(inside: string): string {
    return join(this.root, inside)
  }

  /** A file of the person. */
  write(path: string, content: string): void {
    mkdirSync(this.path(home), { recursive: true })
    writeFileSync(this.path(path), content)
  }

  /** All processes of the machine end with it. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.init.once('exit', resolve))
    process.kill(this.pid, 'SIGKILL')
    await ended
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** The programs in the machine see a network, with a route that leads nowhere. */
const network = [
  'link set lo up',
  'link add out type veth peer name nowhere',
  'address add 192.0.2.2/24 dev out',
  'link set out up',
  'link set nowhere up',
  'route add default via 192.0.2.1'
]

const environment = (more: Record<string, string> = {}): Record<string, string> => ({
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
  HOME: home,
  LANG: 'C.UTF-8',
  DISPLAY: ':7',
  ...more
})
