// unroll train: the trainer's own session, with a progress bar in place of a window.

import { setImmediate, setTimeout } from 'node:timers/promises'
import { losesValues } from '../../data/table/warnings'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import type { Experiment } from '../../shared/experiment'
import { works } from '../../shared/machine'
import type { RunRecord } from '../../shared/run'
import { tryWriting } from '../../run-folder/whole-files'
import { retryEvery } from '../../trainer/disk'
import { takeWeights } from '../../trainer/first-weights'
import { openEngine } from '../../trainer/engine'
import { openData, withDecisions } from '../../trainer/network'
import { Refusal } from '../../trainer/refusal'
import { RunFolder } from '../../run-folder/folder'
import { RunLock } from '../../run-folder/lock'
import { readExperimentFile } from '../../run-folder/read-json'
import { readRecord } from '../../run-folder/record'
import { readExperiment } from '../../run-folder/stored-run'
import { Session } from '../../trainer/session'
import { newRecord } from '../new-record'
import { printable } from '../printable'
import { ProgressLine, describeEvent, describeProgress, summary, whileReading } from '../progress-line'
import { experimentWithData } from '../stored-run'
import { BadInput, interruptions, type ExitCode, type Interruption, type Terminal } from '../terminal'

interface Options {
  experiment: string
  run: string
  resume: boolean
  takeOver: boolean
  /** Folder of another run. The new run begins with its weights. */
  weightsOf: string | undefined
  /** The checkpoint of that other run. */
  checkpoint: CheckpointChoice | undefined
  /** The data file or files, instead of those that the experiment names. */
  data: string[]
  /** The symbols of a text are bytes. */
  bytes: boolean
  learningRate: number | undefined
  kernels: string
  threads: number | undefined
}

/** Milliseconds of training between two checks for signals. */
const slice = 50

export async function train(options: Options, terminal: Terminal): Promise<ExitCode> {
  const held: Held = { lock: null }
  try {
    return await trainHeld(options, terminal, held)
  } finally {
    held.lock?.release()
  }
}

/** The lock of the run that this process trains. */
interface Held {
  lock: RunLock | null
}

async function trainHeld(options: Options, terminal: Terminal, held: Held): Promise<ExitCode> {
  const written = experimentWithData(readExperimentFile(options.experiment), options.data)
  const asked = options.bytes ? withBytes(written) : written
  if (options.resume && options.weightsOf !== undefined) {
    throw new BadInput(
      '--weights-of: a run that goes on has weights already. Leave --resume out, and name a new folder with --run.'
    )
  }
  if (options.checkpoint !== undefined && options.weightsOf === undefined)
    throw new BadInput(
      '--checkpoint: it chooses a checkpoint of the run that --weights-of names. Leave it out, or name that run.'
    )
  const stored = options.resume ? readRecord(options.run) : null
  // A run keeps its current name, which a person may have changed.
  const named = stored ? { ...asReadBefore(asked, readExperiment(options.run).experiment), name: stored.name } : asked
  const data = whileReading(terminal, (hear) => openData(named, terminal.resources, hear))
  const experiment = stored ? named : withDecisions(named, data)
  if (data.kind === 'text' && data.files)
    for (const { name, why } of data.files.left) terminal.error(printable(`Left out: ${name}: ${why}.\n`))
  if (data.kind === 'series' && !options.resume)
    for (const { message } of data.warnings.filter(losesValues)) terminal.error(printable(`${message}\n`))
  const folder = new RunFolder(options.run)
  if (!options.resume && !folder.isEmpty()) {
    throw new BadInput(`--run: the folder ${options.run} is not empty. Choose another, or go on in it with --resume.`)
  }

  const record = stored ?? newRecord(options.run, experiment)
  const machine = await terminal.machine()
  const chosen = machine.kernels.find(({ set }) => set === options.kernels)
  if (chosen && !works(chosen)) {
    throw new BadInput(
      `--kernels: ${chosen.set} does not work on this machine; unroll doctor says why. ` +
        'Leave --kernels out, or choose another set.'
    )
  }
  const line = new ProgressLine(terminal)
  const open = (): Session => {
    held.lock = RunLock.take(options.run, options)
    return new Session({
      experiment,
      data,
      folder: options.run,
      openEngine: (work, before) =>
        openEngine(
          { kernels: options.kernels, threads: options.threads ?? null, resources: terminal.resources, machine },
          work,
          before
        ),
      resume: options.resume,
      startPaused: false,
      lock: held.lock,
      onEvent: (event) => line.print(describeEvent(event, data.output, experiment.data))
    })
  }
  const session = stored
    ? open()
    : folder.begin(experiment, record, () => {
        if (options.weightsOf !== undefined)
          takeWeights(options.weightsOf, options.run, { experiment, data }, options.checkpoint)
        return open()
      })
  if (stored) folder.writeExperiment(experiment)
  for (const { message } of session.checkpoints.damaged) line.print(`${message} It is passed over.`)
  const keepRecord = (): void => folder.writeRecord({ ...record, ...standingOf(session) })
  keepRecord()
  if (options.learningRate !== undefined && session.state === 'running') session.setLearningRate(options.learningRate)

  let trouble: Error | null = null
  const ending = new AbortController()
  const { signal: end } = ending
  const stopListening = terminal.onInterrupt((how) => ending.abort(how))
  // A session here pauses only when the disk cannot be written.
  while (session.state === 'running' || (session.state === 'paused' && !end.aborted)) {
    if (session.state === 'running') session.advance(slice)
    else await waitForRoom(session, line, end)
    line.update((width) => describeProgress(session, data.output, width))
    if (trouble === null && session.engine.crew?.trouble) {
      trouble = session.engine.crew.trouble
      line.print(
        `A helper thread has ended: ${trouble.message.split('\n')[0]}. ` +
          `Training goes on without it (${session.engine.crew.threads} of ${session.engine.crew.size}).`
      )
    }
    await setImmediate()
    if (end.aborted) stop(session)
  }
  // The record is written twice: here, so that the run is marked as ended even if a kill comes while baselines are
  // computed, and after close(), which may still save data that the disk had refused, or fail. A run that another
  // process has taken over is not ours.
  if (!session.taken) tryWriting(keepRecord)
  await findBaselines(session, line, end)
  stopListening()
  await session.close()
  if (session.taken) {
    line.print(`step ${session.learner.step}: ${session.taken.message}`)
    return 1
  }
  const kept = tryWriting(keepRecord)
  line.print(summary(session, options.run))
  if (session.problem !== null || !kept) {
    line.print(`The steps after the last checkpoint could not be saved. ${session.problem?.message ?? ''}`.trimEnd())
    return 1
  }
  if (session.state === 'failed') return 1
  if (end.aborted) return interruptions[end.reason as Interruption]
  return session.standing.diverged ? 1 : 0
}

/** Stops the run. When the disk refuses its last checkpoint, the run stays paused. */
function stop(session: Session): void {
  try {
    if (session.state === 'running' || session.state === 'paused') session.stop()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

/** Computes the baselines that were not found during training. */
async function findBaselines(session: Session, line: ProgressLine, end: AbortSignal): Promise<void> {
  if (session.state !== 'finished' || session.baselines.done) return
  line.print('Computing the baselines to compare the run with; Ctrl-C leaves them out.')
  while (!session.baselines.done && !end.aborted) {
    session.advance(slice)
    await setImmediate()
  }
}

function withBytes(experiment: Experiment): Experiment {
  const { data } = experiment
  if (data.kind !== 'text' || data.source !== 'file')
    throw new BadInput(
      '--bytes: only a text from a file can be read as bytes. Name one with --data or in the experiment.'
    )
  return { ...experiment, data: { ...data, reading: { ...data.reading, unit: 'bytes' } } }
}

/** Says why the run waits, and tries again from time to time until it can continue or a signal asks it to end. */
async function waitForRoom(session: Session, line: ProgressLine, end: AbortSignal): Promise<void> {
  line.print(
    `step ${session.learner.step}: paused. ${session.problem?.message} ` +
      'It goes on by itself when it can; Ctrl-C ends it.'
  )
  while (session.state === 'paused' && !end.aborted) {
    await setTimeout(retryEvery, undefined, { signal: end }).catch(() => {})
    session.retry()
  }
}

/** A run that continues reads its file in the same way as before, where the experiment says nothing about it. */
function asReadBefore(asked: Experiment, before: Experiment | null): Experiment {
  const { data } = asked
  const open = 'reading' in data && Object.keys(data.reading ?? {}).length === 0
  if (!open || !before || !('reading' in before.data) || before.data.kind !== data.kind) return asked
  return { ...asked, data: { ...data, reading: before.data.reading } as Experiment['data'] }
}

const standingOf = (session: Session): Partial<RunRecord> => {
  const {
    diverged,
    values: { loss, validationLoss }
  } = session.standing
  // A session here pauses only when the disk cannot be written. Then some steps are lost.
  const state = session.state === 'paused' ? 'interrupted' : session.state
  return {
    name: session.options.experiment.name,
    state,
    diverged,
    updatedAt: Date.now(),
    step: session.learner.step,
    seconds: session.seconds,
    loss,
    validationLoss,
    engine: session.engine.name,
    engineIdentity: session.engine.identity,
    activationBytes: session.learner.activationBytes
  }
}
