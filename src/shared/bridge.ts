// What the window can ask of main: the whole surface of window.unroll. preload implements it, main answers it,
// and the channel names below are the only ones there are.

import type { CheckpointChoice, CheckpointList } from './checkpoint-choice'
import type { Curves } from './curve-log'
import type { Experiment } from './experiment'
import type { Exported, ExportFormat } from './exports'
import type { Said } from './imports'
import type { LaboratoryResult, LaboratoryState, LaboratoryWork } from './laboratory'
import type { Machine } from './machine'
import type { Estimate, Preview } from './preview'
import type { UnderstoodFile } from './understood'
import type { Queue, QueueChange } from './queue'
import type { KeyedRecipe } from './recipe'
import type { Baseline, Damage, Failure, ListedRun, RunEvent, RunRecord } from './run'
import type { Why } from './messages'
import type { Settings } from './settings'

export const channels = {
  appInfo: 'app:info',
  machine: 'app:machine',
  settingsGet: 'settings:get',
  settingsSet: 'settings:set',
  runsList: 'runs:list',
  runsLoad: 'runs:load',
  runsCreate: 'runs:create',
  runsCreateFrom: 'runs:create-from',
  runsImport: 'runs:import',
  runsLocateData: 'runs:locate-data',
  runsOpen: 'runs:open',
  runsAttach: 'runs:attach',
  runsLook: 'runs:look',
  runsRename: 'runs:rename',
  runsTrash: 'runs:trash',
  runsRestore: 'runs:restore',
  runsReveal: 'runs:reveal',
  runsSize: 'runs:size',
  queueGet: 'queue:get',
  queueChange: 'queue:change',
  dataPreview: 'data:preview',
  dataUnderstand: 'data:understand',
  dataEstimate: 'data:estimate',
  dataStopReading: 'data:stop-reading',
  dataChooseFile: 'data:choose-file',
  dataChooseTexts: 'data:choose-texts',
  exportCheckpoints: 'export:checkpoints',
  exportRun: 'export:run',
  takeOpened: 'opened:take',
  openDropped: 'opened:dropped',
  pictureSave: 'picture:save',
  laboratoryGet: 'laboratory:get',
  laboratoryRecipes: 'laboratory:recipes',
  laboratoryBegin: 'laboratory:begin',
  laboratoryCancel: 'laboratory:cancel',
  laboratorySave: 'laboratory:save',
  fileReveal: 'file:reveal',
  quitAnswer: 'quit:answer',
  /** main → window */
  runsChanged: 'runs:changed',
  queueChanged: 'queue:changed',
  menu: 'menu',
  trainerPort: 'trainer:port',
  trainerGone: 'trainer:gone',
  reading: 'data:reading',
  settingsChanged: 'settings:changed',
  quitting: 'quitting',
  trouble: 'trouble',
  opened: 'opened',
  runShown: 'runs:shown',
  laboratoryChanged: 'laboratory:changed'
} as const

/** The kinds of files that a picture can be saved as; each is also the extension. */
const pictureKinds = ['png', 'svg'] as const
export type PictureKind = (typeof pictureKinds)[number]
/** The kinds of files for pictures and tables. */
export const savedKinds = [...pictureKinds, 'csv'] as const
type SavedKind = (typeof savedKinds)[number]

/** How long a person can undo moving a run to the trash. */
export const undoMilliseconds = 10_000

/** The kinds of files that a person can be asked to choose; a folder of texts. */
export const chosenKinds = ['text', 'folder', 'series', 'model', 'vocabulary', 'scaling'] as const
export type ChosenKind = (typeof chosenKinds)[number]

export interface AppInfo {
  version: string
  /** "Electron 33.2.1 (fallback)", Chrome, Node, V8. */
  runtime: string
  platform: string
  userData: string
  licences: string
}

/** A stored run as the window shows it. */
export interface StoredRun {
  record: ListedRun
  /** null where it cannot be read. */
  experiment: Experiment | null
  points: Curves
  /** Number of points of the run. `points` has fewer of them when the run is long. */
  total: number
  events: RunEvent[]
  baselines: Baseline[]
  /** Files of the run that cannot be read. */
  damage: Damage[]
}

/** A trainer that was asked to end and has not ended yet. */
export interface Ending {
  id: string
  name: string
  /** The present step of the run; null while it makes no steps. */
  step: number | null
  /**
   * What would be lost if it ended now: the seconds of training after the checkpoint of step `after`. Where `after` is
   * null there is no checkpoint, and all is lost.
   */
  lost: { after: number | null; seconds: number } | null
  /** Why the disk does not take the data of the run. */
  problem: Why | null
}

/**
 * The trainers that quitting waits for. If there are none, quitting waits for the answer of a person about the queue
 * and the laboratory.
 */
export interface Waiting {
  endings: Ending[]
  /** Experiments that are left in the queue. */
  queued: number
  /** What the laboratory is doing. A scorecard goes on at the next start; a measurement of costs is lost. */
  measuring: LaboratoryWork['kind'] | null
}

/** What a person has asked the app to open, or the reason why it cannot be opened. */
export type Opened = Openable | { refusal: string }
export type Openable =
  | {
      experiment: Experiment
      /** Its data file, where a person must choose the file before the app may read it. */
      wants?: { path: string; isThere: boolean } | null
    }
  /** `files` are those of a text that consists of several, as paths inside the folder `path`. */
  | { data: { kind: 'text' | 'series'; path: string; files?: string[] } }
  /** The path of a model file that can be imported. */
  | { model: string }
  | { run: string }

/** The result for files that were dropped together: the opened files with their names, and the names of the others. */
export interface Dropped {
  opened: Openable[]
  names: string[]
  left: string[]
}

/** Every request answers with a value or with a message for a person; nothing throws across the bridge. */
export type Answer<T> = { ok: true; value: T } | ({ ok: false; path?: string[] } & Why)

export type MenuCommand =
  | 'new-experiment'
  | 'import-model'
  | 'duplicate-run'
  | 'rename-run'
  | 'trash-run'
  | 'compare-runs'
  | `export-${ExportFormat}`
  | 'start-pause'
  | 'single-step'
  | 'stop'
  | 'help'
  | 'about'
  | 'settings'
  | 'laboratory'
  | `view-${string}`

export interface Bridge {
  appInfo(): Promise<Answer<AppInfo>>
  /** What this machine can do. The very first start needs some seconds to find out. */
  machine(): Promise<Answer<Machine>>
  getSettings(): Promise<Answer<Settings>>
  setSettings(change: Partial<Settings>): Promise<Answer<Settings>>
  listRuns(): Promise<Answer<ListedRun[]>>
  loadRun(id: string): Promise<Answer<StoredRun>>
  /** Makes the run folder and starts its trainer. Its port arrives as a window message (`PortMessage`). */
  createRun(experiment: unknown, options?: { startPaused: boolean }): Promise<Answer<RunRecord>>
  /** As createRun; it begins with the weights of a checkpoint of the run `id`: the newest, if `weightsAt` names none. */
  createRunFrom(
    id: string,
    experiment: unknown,
    options?: { startPaused?: boolean; weightsAt?: CheckpointChoice }
  ): Promise<Answer<RunRecord>>
  /**
   * Makes a run of a model file that the person has chosen or opened. `said` is what the person says about it. Refused with
   * the code saysTooLittle (imports.ts) where the file and the person together do not say enough.
   */
  importModel(path: string, said: Said): Promise<Answer<RunRecord>>
  /**
   * Shows a dialog in which the person finds the data file of a run. Only a file with the same data is accepted.
   * False when the person cancels.
   */
  locateData(id: string): Promise<Answer<boolean>>
  /**
   * Continues a stored run from its last checkpoint, or attaches the window to a live run. The port arrives as above.
   * `takeOver` means: a process on another machine still has the lock of the run, and the person says that it is gone.
   */
  openRun(id: string, options: { startPaused: boolean; takeOver?: boolean }): Promise<Answer<RunRecord>>
  /** Attaches the window to the trainer of a run; the port arrives as above. False where no trainer has the run. */
  attachRun(id: string): Promise<Answer<boolean>>
  /** As attachRun; where no trainer has the run, a process that only reads it answers in its place. */
  lookAtRun(id: string): Promise<Answer<null>>
  renameRun(id: string, name: string): Promise<Answer<RunRecord>>
  /** Takes a run out of the list. It goes to the trash when the time for undoing this is over. */
  trashRun(id: string): Promise<Answer<null>>
  restoreRun(id: string): Promise<Answer<ListedRun>>
  revealRun(id: string): Promise<Answer<null>>
  /** Bytes that a run takes on the disk now. */
  runSize(id: string): Promise<Answer<number>>
  getQueue(): Promise<Answer<Queue>>
  /** Answers with the new queue. Experiments that cannot be trained are refused, as by createRun. */
  changeQueue(change: QueueChange): Promise<Answer<Queue>>
  previewData(experiment: unknown): Promise<Answer<Preview>>
  /** What is understood of the table of a file, before anything is decided about its gaps. */
  understandData(experiment: unknown): Promise<Answer<UnderstoodFile>>
  estimate(experiment: unknown): Promise<Answer<Estimate>>
  /** Gives up reading the data of a run that begins; with null, those of the question that is being answered. */
  stopReading(run: string | null): Promise<Answer<null>>
  /** Shows a dialog and answers with the chosen file; null when the person cancels. */
  chooseFile(kind: ChosenKind): Promise<Answer<string | null>>
  /** The same for a text, which may be several files: then `files` are paths inside the folder `path`. */
  chooseTexts(): Promise<Answer<{ path: string; files?: string[] } | null>>
  /** Which checkpoints of a run can be exported. */
  checkpoints(id: string): Promise<Answer<CheckpointList>>
  /**
   * Saves by dialog and answers with what was written; null when the person cancels. If no checkpoint is chosen, it
   * takes the preferred one.
   */
  exportRun(id: string, format: ExportFormat, checkpoint: CheckpointChoice | null): Promise<Answer<Exported | null>>
  /** The results for all files that a person has asked the system to open since the last call. */
  takeOpened(): Promise<Answer<Opened[]>>
  /** What a person has dropped on the window; the preload finds the paths, so a page can make none up. */
  openDropped(files: File[]): Promise<Answer<Dropped>>
  savePicture(picture: { name: string; kind: SavedKind; bytes: Uint8Array }): Promise<Answer<string | null>>
  getLaboratory(): Promise<Answer<LaboratoryState>>
  /** The recipes of the scorecard. */
  listRecipes(): Promise<Answer<KeyedRecipe[]>>
  /** Begins to measure in the background; measuring rests while a run trains. Only one thing is measured at a time. */
  beginLaboratory(work: LaboratoryWork): Promise<Answer<LaboratoryState>>
  cancelLaboratory(): Promise<Answer<LaboratoryState>>
  /** Saves the results as CSV by dialog and answers with the path; null when the person cancels. */
  saveLaboratory(result: LaboratoryResult): Promise<Answer<string | null>>
  /** Shows in its folder a file that one of the requests above has written. */
  revealFile(path: string): Promise<Answer<null>>
  /** The answer of the person while quitting waits: quit at once and lose what is not saved, or do not quit. */
  answerQuitting(answer: 'end' | 'stay'): Promise<Answer<null>>
  /** Each returns a function that ends the subscription. */
  onRunsChanged(listener: (runs: ListedRun[]) => void): () => void
  onQueueChanged(listener: (queue: Queue) => void): () => void
  onLaboratoryChanged(listener: (state: LaboratoryState) => void): () => void
  /** Files wait to be taken. */
  onOpened(listener: () => void): () => void
  /** A person wants to see this run. */
  onRunShown(listener: (id: string) => void): () => void
  onMenu(listener: (command: MenuCommand) => void): () => void
  /** What quitting waits for; sent every second, and null when it no longer waits. */
  onQuitting(listener: (waiting: Waiting | null) => void): () => void
  /** What could not be done, in words for a person. */
  onTrouble(listener: (message: string) => void): () => void
  onSettingsChanged(listener: (settings: Settings) => void): () => void
  /**
   * The trainer of a run is gone. `failure` is the event that says why; null where the trainer never began, so that
   * the run has not changed.
   */
  onTrainerGone(listener: (gone: { id: string; message: string; failure: Failure | null }) => void): () => void
  /** How far a large data file is read; null when nothing is being read any more. */
  onReading(listener: (reading: Reading | null) => void): () => void
}

/** `run` is the run that begins, null for a question of the window; `read` and `size` are bytes. */
export interface Reading {
  run: string | null
  read: number
  size: number
}

/** `event.data` of the window message that carries a trainer's port (`event.ports[0]`). */
export const portMessage = 'unroll:trainer-port'
export interface PortMessage {
  type: typeof portMessage
  runId: string
  /** Who answers: the trainer of the run, or a process that only shows the stored run. */
  from: 'trainer' | 'viewer'
}

declare global {
  var unroll: Bridge
}
