// The installed app, controlled like Chrome's developer tools through a pipe, so the app opens no port. (Playwright
// controls Electron through the inspector, which is off in a package.)

import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { eventually } from '../eventually'
import type { Machine } from './machine'

interface Message {
  id?: number
  result?: Record<string, unknown>
  error?: { message: string }
}

export interface StartOptions {
  /** The executable of the app; absent means the installed one. */
  program?: string
  args?: string[]
  env?: Record<string, string>
  before?: string[]
}

export class InstalledApp {
  private static readonly open = new Set<InstalledApp>()
  /** Everything that the app has printed. */
  said = ''
  readonly ended: Promise<number | null>
  private last = 0
  private session: string | undefined
  private readonly waiting = new Map<number, (message: Message) => void>()

  private constructor(private readonly child: ChildProcess) {
    let text = ''
    const answers = child.stdio[4] as Readable
    answers.setEncoding('utf8').on('data', (part: string) => {
      const messages = (text + part).split('\0')
      text = messages.pop()!
      for (const message of messages.map((one) => JSON.parse(one) as Message))
        this.waiting.get(message.id ?? -1)?.(message)
    })
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (part: string) => {
        this.said += part
      })
    InstalledApp.open.add(this)
    this.ended = new Promise((resolve) =>
      child.once('exit', (code) => {
        InstalledApp.open.delete(this)
        resolve(code)
      })
    )
  }

  /** Opens it and waits until its window has drawn. */
  static async start(
    machine: Machine,
    { program = 'unroll-studio', args = [], env = {}, before = [] }: StartOptions = {}
  ): Promise<InstalledApp> {
    const child = machine.spawn([program, '--remote-debugging-pipe', ...args], {
      env,
      before,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe']
    })
    const app = new InstalledApp(child)
    await eventually(() => app.attach())
    await app.until('!!document.querySelector("#app > *")')
    return app
  }

  /** Ends the apps that are still open. */
  static async endAll(): Promise<void> {
    for (const app of InstalledApp.open) {
      for (const id of app.processes()) {
        try {
          process.kill(id, 'SIGKILL')
        } catch {
          // The process has ended together with another one.
        }
      }
      await app.ended
    }
  }

  private async attach(): Promise<void> {
    const { targetInfos } = (await this.send('Target.getTargets')) as {
      targetInfos: { targetId: string; type: string }[]
    }
    const page = targetInfos.find(({ type }) => type === 'page')
    if (!page) throw new Error(`There is no page. ${this.said}`)
    const { sessionId } = await this.send('Target.attachToTarget', { targetId: page.targetId, flatten: true })
    this.session = sessionId as string
  }

  private async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.last
    const message = new Promise<Message>((resolve) => this.waiting.set(id, resolve))
    ;(this.child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId: this.session })}\0`)
    const gone = this.ended.then((): Message => ({ error: { message: `The app has ended. ${this.said}` } }))
    const { result, error } = await Promise.race([message, gone])
    this.waiting.delete(id)
    if (error) throw new Error(`${method}: ${error.message}`)
    return result!
  }

  /** The value of an expression in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true
    })) as {
      result: { value: T }
      exceptionDetails?: { exception?: { description?: string } }
    }
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`)
    return result.value
  }

  /** Waits until an expression is true in the page. */
  until(expression: string): Promise<void> {
    return eventually(async () => {
      if (!(await this.evaluate(expression))) throw new Error(`Not yet: ${expression}`)
    })
  }

  /** Waits until the presets can be started. */
  firstPage(): Promise<void> {
    return this.until('document.querySelectorAll("main li button").length >= 6')
  }

  /** Presses the first button with this text that stands beside the other text. */
  press(button: string, within = ''): Promise<void> {
    return this.until(`(() => {
      const has = (one, text) => one.innerText.includes(text)
      const around = (one) => one.closest('li, dialog, form, footer, main') ?? document.body
      const found = [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === ${JSON.stringify(button)} && has(around(one), ${JSON.stringify(within)}))
      found?.click()
      return !!found
    })()`)
  }

  /** All processes of the app, as /proc of this system numbers them. */
  processes(): number[] {
    const childrenOf = (id: number): number[] => {
      const own = readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
      return own.flatMap((child) => [child, ...childrenOf(child)])
    }
    return childrenOf(this.child.pid!)
  }

  async picture(): Promise<Buffer> {
    const { data } = (await this.send('Page.captureScreenshot')) as { data: string }
    return Buffer.from(data, 'base64')
  }

  /** Closes the window as a person does. Resolves with the exit code. */
  async close(): Promise<number | null> {
    await this.evaluate('void setTimeout(() => window.close())')
    return this.ended
  }
}
