// unroll train: the trainer's own session, with a progress bar in place of a window.

import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { experimentSchema, optimizerSchema, type Experiment } from '../../shared/experiment'
import { settingsSchema } from '../../shared/settings'
import { runRecordSchema, type RunRecord } from '../../shared/run'
import { retryEvery } from '../../trainer/disk'
import { tryWriting } from '../../trainer/files'
import { flatten } from '../../trainer/issues'
import { openEngine } from '../../trainer/kernels'
import { openData } from '../../trainer/network'
import { Refusal } from '../../trainer/refusal'
import { RunFolder } from '../../trainer/run-folder'
import { Session } from '../../trainer/session'
import { ProgressLine, describeEvent, summary } from '../progress-line'
import { readJson } from '../read-json'
import { BadInput, interruptions, type ExitCode, type Interruption, type Terminal } from '../terminal'

interface Options {
  experiment: string
  run: string
  resume: boolean
  learningRate: number | undefined
  kernels: string
  threads: number | undefined
}

/** Milliseconds of training between looks at the signals. */
const slice = 50

export async function train(options: Options, terminal: Terminal): Promise<ExitCode> {
  const experiment = readExperiment(options.experiment)
  const learningRate = optimizerSchema.shape.learningRate.unwrap().optional().safeParse(options.learningRate)
  if (!learningRate.success) throw new BadInput(`--learning-rate: ${flatten(learningRate.error)}`)
  const threads = settingsSchema.shape.threads.unwrap().safeParse(options.threads ?? null)
  if (!threads.success) throw new BadInput(`--threads: ${flatten(threads.error)}`)
  const data = openData(experiment, terminal.resources)
  const folder = new RunFolder(options.run)
  if (!options.resume && !folder.isEmpty()) {
    throw new BadInput(`--run: the folder ${options.run} is not empty. Choose another, or go on in it with --resume.`)
  }

  const line = new ProgressLine(terminal, data.output)
  const session = new Session({
    experiment, data, folder: options.run,
    openEngine: (operations) => openEngine({ kernels: options.kernels, threads: threads.data, resources: terminal.resources }, operations),
    resume: options.resume, startPaused: false,
    onEvent: (event) => line.print(describeEvent(event, data.output))
  })
  folder.writeExperiment(experiment)
  const createdAt = oldRecord(options.run)?.createdAt ?? Date.now()
  const keepRecord = (): void => folder.writeRecord(recordOf(session, options.run, createdAt))
  keepRecord()
  if (learningRate.data !== undefined && session.state === 'running') session.setLearningRate(learningRate.data)

  const ending = new AbortController()
  const { signal: end } = ending
  const stopListening = terminal.onInterrupt((how) => ending.abort(how))
  // It pauses only where the disk does not take what it writes.
  while (session.state === 'running' || (session.state === 'paused' && !end.aborted)) {
    if (session.state === 'running') session.advance(slice)
    else await waitForRoom(session, line, end)
    line.update(session)
    await setImmediate()
    if (end.aborted) stop(session)
  }
  stopListening()
  session.close()
  const kept = tryWriting(keepRecord)
  line.print(summary(session, options.run))
  if (session.problem !== null || !kept) {
    line.print(`What came after the last checkpoint could not be kept. ${session.problem ?? ''}`.trimEnd())
    return 1
  }
  if (session.state === 'failed') return 1
  if (end.aborted) return interruptions[end.reason as Interruption]
  return session.standing.diverged ? 1 : 0
}

/** Ends a run that is told to. Where the disk does not take its last checkpoint it stays paused. */
function stop(session: Session): void {
  try {
    if (session.state === 'running' || session.state === 'paused') session.stop()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

/** Says why the run waits, and tries again now and then until it goes on or is told to end. */
async function waitForRoom(session: Session, line: ProgressLine, end: AbortSignal): Promise<void> {
  line.print(`step ${session.learner.step}: paused. ${session.problem} It goes on by itself when it can; Ctrl-C ends it.`)
  while (session.state === 'paused' && !end.aborted) {
    await setTimeout(retryEvery, undefined, { signal: end }).catch(() => {})
    session.retry()
  }
}

/** Paths of data become absolute, so that the run folder can be opened from anywhere. */
function readExperiment(file: string): Experiment {
  const experiment = readJson(file, experimentSchema)
  const { data } = experiment
  if (data.kind === 'task' || data.path === null) return experiment
  return { ...experiment, data: { ...data, path: resolve(dirname(file), data.path) } }
}

function oldRecord(folder: string): RunRecord | null {
  const file = join(folder, 'run.json')
  return existsSync(file) ? readJson(file, runRecordSchema) : null
}

/** The record that the studio would keep, so that it can open the folder. */
function recordOf(session: Session, folder: string, createdAt: number): RunRecord {
  const { loss, validationLoss } = session.standing.values
  const id = basename(resolve(folder)).toLowerCase().replaceAll(/[^0-9a-z]+/g, '-')
  return {
    id, name: session.options.experiment.name, state: session.state, createdAt, updatedAt: Date.now(),
    step: session.learner.step, seconds: session.seconds,
    diverged: session.standing.diverged, loss, validationLoss, engine: session.engine.name
  }
}
