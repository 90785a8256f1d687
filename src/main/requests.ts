// Every request of the window (shared/bridge.ts) and who answers it, as a table.

import { shell } from 'electron'
import { z } from 'zod'
import { inOneFolder } from '../run-folder/one-folder'
import { writeWholeLater } from '../run-folder/whole-files'
import { runAgain } from '../runtime/run-again'
import { channels, chosenKinds } from '../shared/bridge'
import { checkpointChoiceSchema } from '../shared/checkpoint-choice'
import { exportEntry, exportFormats } from '../shared/exports'
import { experimentSchema, type Experiment } from '../shared/experiment'
import { filesSaid, saidSchema } from '../shared/imports'
import { laboratoryWorkSchema } from '../shared/laboratory'
import type { Machine } from '../shared/machine'
import { queueChangeSchema } from '../shared/queue'
import type { KeyedRecipe } from '../shared/recipe'
import { runRecordSchema } from '../shared/run'
import type { Settings } from '../shared/settings'
import { appInfo } from './app-info'
import type { Beginning } from './beginning'
import type { OrderProcess } from './order-process'
import { chooseFile, chooseFiles, chooseTarget } from './dialogs'
import type { AllowedFiles } from './allowed-files'
import { handleFor } from './handle'
import { openDropped, type Opening } from './opening'
import type { Laboratory } from './laboratory'
import type { Quitting } from './quitting'
import type { TrainingQueue } from './queue'
import type { RunStore } from './runs'
import type { SettingsStore } from './settings-store'
import { pictureSchema, Takings } from './takings'
import type { Trainers } from './trainers'
import type { Viewing } from './viewing'
import type { MainWindow } from './window'
import { inUtilityProcess } from './utility-program'
import { exportWords, words } from './words'

interface Answerers {
  settings: SettingsStore
  window: MainWindow
  runs: RunStore
  trainers: Trainers
  beginning: Beginning
  queue: TrainingQueue
  laboratory: Laboratory
  recipes: readonly KeyedRecipe[]
  viewing: Viewing
  orders: OrderProcess
  files: AllowedFiles
  resources: string
  machine: Promise<Machine>
  quitting: Quitting
  opening: Opening
}

const { id: runId, name: runName } = runRecordSchema.shape
const nothing = z.tuple([])
const run = z.tuple([runId])
const how = z.strictObject({ startPaused: z.boolean() }).default({ startPaused: false })
const howFrom = z
  .strictObject({ startPaused: z.boolean().default(false), weightsAt: checkpointChoiceSchema.optional() })
  .default({ startPaused: false })
const exportRequest = z.tuple([runId, z.enum(exportFormats), checkpointChoiceSchema.nullable()])
const experimentOnly = z.tuple([experimentSchema])
// This checks only the shape, because a partial settingsSchema would fill in defaults. The settings store checks the
// content.
const settingsChange = z.tuple([z.record(z.string(), z.unknown())])

export function answerRequests({
  settings,
  window,
  runs,
  trainers,
  beginning,
  queue,
  laboratory,
  recipes,
  viewing,
  orders,
  files,
  resources,
  machine,
  quitting,
  opening
}: Answerers): void {
  const handle = handleFor(window)
  const takings = new Takings()
  const browser = () => {
    if (!window.browser) throw new Error('The window is closed.')
    return window.browser
  }

  handle(channels.appInfo, nothing, appInfo)
  handle(channels.machine, nothing, () => machine)
  handle(channels.settingsGet, nothing, () => settings.get())
  handle(channels.settingsSet, settingsChange, (change) => settings.change(change as Partial<Settings>))

  handle(channels.runsList, nothing, () => runs.list())
  handle(channels.runsLoad, run, (id) => runs.load(id))
  handle(channels.runsCreate, z.tuple([experimentSchema, how]), (experiment, how) =>
    beginning.create(experiment, { ...how, weightsOf: null })
  )
  handle(channels.runsCreateFrom, z.tuple([runId, experimentSchema, howFrom]), (id, experiment, how) =>
    beginning.create(experiment, { ...how, weightsOf: id })
  )
  handle(channels.queueGet, nothing, () => queue.get())
  handle(channels.queueChange, z.tuple([queueChangeSchema]), (change) => queue.change(change))
  handle(channels.runsImport, z.tuple([z.string(), saidSchema]), (file, said) => {
    for (const path of [file, ...filesSaid(said)]) files.expectAllowed(path)
    return runs.import((folder) => orders.request({ type: 'import', file, said, folder, resources }))
  })
  handle(channels.runsLocateData, run, async (id) => {
    trainers.expectFree(id)
    const { data, ...rest } = await runs.experiment(id)
    const several = data.kind === 'text' && data.reading?.files !== undefined
    const kind = several ? 'folder' : data.kind === 'text' ? 'text' : 'series'
    const path = 'path' in data ? await chooseFile(browser(), kind) : null
    if (!('path' in data) || path === null) return false
    files.allow(path)
    const experiment: Experiment = { ...rest, data: { ...data, path } }
    await orders.request({ type: 'compare', folder: runs.folder(id), experiment, resources })
    await runs.moveData(id, experiment)
    return true
  })
  handle(
    channels.runsOpen,
    z.tuple([runId, z.strictObject({ startPaused: z.boolean(), takeOver: z.boolean().default(false) })]),
    (id, options) => trainers.open(id, options)
  )
  handle(channels.runsAttach, run, async (id) => {
    const attached = await trainers.attach(runs.record(id).id)
    if (!attached) trainers.expectFree(id)
    return attached
  })
  handle(channels.runsLook, run, async (id) => {
    if (!(await trainers.attach(id))) await viewing.open(id)
    return null
  })
  handle(channels.runsRename, z.tuple([runId, runName]), (id, name) => {
    trainers.expectFree(id)
    return runs.rename(id, name)
  })
  handle(channels.runsTrash, run, async (id) => {
    trainers.expectFree(id)
    await Promise.all([trainers.close(id), viewing.close(id)])
    await runs.trash(id)
    return null
  })
  handle(channels.runsRestore, run, (id) => runs.restore(id))
  handle(channels.runsSize, run, (id) => runs.size(id))
  handle(channels.runsReveal, run, (id) => {
    shell.showItemInFolder(runs.folder(id))
    return null
  })

  handle(channels.dataPreview, experimentOnly, async (experiment) => {
    await files.check(experiment)
    return (await orders.request({ type: 'preview', experiment, resources })).preview
  })
  handle(channels.dataUnderstand, experimentOnly, async (experiment) => {
    await files.check(experiment)
    return (await orders.request({ type: 'understand', experiment })).understood
  })
  handle(channels.dataEstimate, experimentOnly, async (experiment) => {
    await files.check(experiment)
    const { kernels, threads } = settings.get()
    return (
      await orders.request({
        type: 'estimate',
        experiment,
        resources,
        kernels,
        threads,
        machine: await machine,
        cost: laboratory.get().cost
      })
    ).estimate
  })
  handle(channels.dataStopReading, z.tuple([runId.nullable()]), async (id) => {
    if (id === null) orders.stopReading()
    else await trainers.stopReading(id)
    return null
  })
  handle(channels.dataChooseFile, z.tuple([z.enum(chosenKinds)]), async (kind) => {
    const path = await chooseFile(browser(), kind)
    if (path !== null) files.allow(path)
    return path
  })
  handle(channels.dataChooseTexts, nothing, async () => {
    const paths = await chooseFiles(browser(), 'text', { several: true })
    for (const path of paths) files.allow(path)
    return paths.length > 1 ? inOneFolder(paths) : paths.length === 1 ? { path: paths[0] } : null
  })

  const house = {
    allow: (path: string) => files.allow(path),
    isAllowed: (path: string) => files.isAllowed(path),
    runIn: (folder: string) => runs.runIn(folder)
  }
  handle(channels.takeOpened, nothing, () => opening.take(house))
  handle(channels.openDropped, z.tuple([z.array(z.string())]), (paths) => openDropped(paths, house))

  handle(channels.quitAnswer, z.tuple([z.enum(['end', 'stay'])]), (answer) => {
    if (answer === 'end') quitting.endNow()
    else quitting.stay()
    return null
  })

  handle(
    channels.exportCheckpoints,
    run,
    async (id) => (await orders.request({ type: 'checkpoints', folder: runs.folder(id) })).list
  )
  handle(channels.exportRun, exportRequest, async (id, format, checkpoint) => {
    const folder = runs.folder(id)
    const { extension, suffix = '' } = exportEntry(format)
    const file = await chooseTarget(browser(), {
      title: exportWords()[format].title,
      name: runs.record(id).name + suffix,
      extension
    })
    if (file === null) return null
    const { bytes, step } = await orders.request({ type: 'export', format, folder, resources, checkpoint, file })
    const written = takings.wrote(file)
    const run = inUtilityProcess('run-again.js', 'Unroll check of an export')
    return { file: written, bytes, step, difference: await runAgain(run, { format, folder, step, file }) }
  })
  handle(channels.pictureSave, z.tuple([pictureSchema]), (picture) => takings.save(browser(), picture))
  handle(channels.laboratoryGet, nothing, () => laboratory.get())
  handle(channels.laboratoryRecipes, nothing, () => recipes)
  handle(channels.laboratoryBegin, z.tuple([laboratoryWorkSchema]), (work) => laboratory.begin(work))
  handle(channels.laboratoryCancel, nothing, () => laboratory.cancel())
  handle(channels.laboratorySave, z.tuple([z.enum(['cost', 'scorecard'])]), async (result) => {
    const text = laboratory.csv(result)
    const file = await chooseTarget(browser(), { title: words('saveTable'), name: result, extension: 'csv' })
    if (file === null) return null
    await writeWholeLater(file, text)
    return takings.wrote(file)
  })
  handle(channels.fileReveal, z.tuple([z.string()]), (file) => takings.reveal(file))
}
