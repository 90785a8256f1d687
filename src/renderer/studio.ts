// The state that the whole window shares. App makes it once; components inject it where they need it.

import {
  computed,
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
  type WritableComputedRef
} from 'vue'
import { useI18n } from 'vue-i18n'
import { makeFormat } from './charts/format'
import type { AppInfo, Opened, Reading } from '../shared/bridge'
import { traitsOf, unitOf, withoutTeacherIn, type WithoutTeacher } from '../data/traits'
import type { CheckpointChoice } from '../shared/checkpoint-choice'
import { mostCompared } from '../shared/compare'
import { experimentSchema, type Experiment } from '../shared/experiment'
import { exportEntry, type Exported, type ExportFormat } from '../shared/exports'
import type { GradientCell } from './flow/choices'
import type { LaboratoryResult } from '../shared/laboratory'
import type { Machine } from '../shared/machine'
import type { Estimate } from '../shared/preview'
import type { Preset, PresetComparison } from '../shared/presets'
import type { RunRecord } from '../shared/run'
import { oneAtATime } from './composables/starting'
import { useAnswerAbout, type Asked } from './composables/use-answer'
import { useBridge, type BridgeAccess } from './composables/use-bridge'
import { useComparison, type Comparison } from './composables/use-comparison'
import { useControls, type Controls } from './composables/use-controls'
import { useImports, type Imports } from './composables/use-imports'
import { useLaboratory, type LaboratoryAccess } from './composables/use-laboratory'
import { useForm, type Form } from './composables/use-form'
import { usePane, type Pane } from './composables/use-pane'
import { useKeeping, useWritten } from './composables/use-keeper'
import { usePorts } from './composables/use-ports'
import { useQueue, type QueueAccess } from './composables/use-queue'
import { useRuns, type Runs } from './composables/use-runs'
import { useSettings, type SettingsAccess } from './composables/use-settings'
import { useToasts, type Toasts } from './composables/use-toasts'
import { useTrainer, type Trainer } from './composables/use-trainer'
import { pages, type PageKey } from './laboratory/pages'
import type { StationKey } from './chapter/stations'
import { nameField } from './model/draft'
import { provideKeeper } from './pictures/keeper'
import type { Place, Visit } from './through-time/visit'
import { looksIntoModel, tabsFor, type TabKey } from './views/tabs'

export interface Studio extends BridgeAccess {
  toasts: Toasts
  settings: SettingsAccess
  appInfo: ShallowRef<AppInfo | undefined>
  /** Undefined at the very first start, until the kernels have been tried. */
  machine: ShallowRef<Machine | undefined>
  runs: Runs
  queue: QueueAccess
  /** The runs beside each other on the page Compare. */
  comparison: Comparison
  /** The trainer of the run on screen. */
  trainer: Trainer
  /** Follows another run for as long as the scope of the caller lasts (composables/use-followed.ts). */
  follow(id: Ref<string | null>, looks: Ref<boolean>): Trainer
  laboratory: LaboratoryAccess
  imports: Imports
  form: Form
  estimate: Asked<Experiment, Estimate>
  /** How far a large data file is read; null while none is. */
  reading: Readonly<ShallowRef<Reading | null>>
  controls: Controls
  /** Setting it leaves the laboratory. */
  tab: WritableComputedRef<TabKey>
  /** The page of the laboratory that is on screen; null outside the laboratory. */
  page: Ref<PageKey | null>
  panes: Record<'runs' | 'experiment' | 'help', Pane>
  dialog: Ref<'settings' | 'about' | 'messages' | 'data' | null>
  /** Runs that the list shows as being renamed, or as about to be moved to the trash. */
  renaming: Ref<string | null>
  trashing: Ref<RunRecord | null>
  /** The place that the view "Through time" must show next. */
  placeToShow: ShallowRef<Place | null>
  /** The place where the person last was in that view. */
  visit: ShallowRef<Visit | null>
  /** True where the losses are of categories, so that they can be shown in bits. */
  categorical: ComputedRef<boolean>
  /** What the network is fed where it is measured without a teacher. */
  withoutTeacher: ComputedRef<WithoutTeacher>
  newExperiment(): void
  /** Goes to the page of the laboratory that was open last, or back to the run or the draft. */
  toggleLaboratory(): void
  /** Shows runs beside each other. */
  compare(ids: readonly string[]): void
  /** Trains presets together, and shows their runs beside each other. */
  startComparison(comparison: PresetComparison): Promise<void>
  /** Trains them one after the other, through the queue. */
  queueComparison(comparison: PresetComparison): Promise<void>
  /** Shows a run and leaves the laboratory. */
  showRun(id: string): void
  /** Shows the form and the data of the draft. */
  openDraft(): void
  edit(preset: Preset): void
  startPreset(preset: Preset): Promise<void>
  /** Fills the form with the experiment of a run. `withWeights`: the new run begins with the weights of that run. */
  duplicate(id: string, withWeights?: boolean): Promise<void>
  /** Shows what a person has opened: an experiment in the form, data in the draft, or a run; or says why it cannot. */
  opened(file: Opened): void
  /** Asks for a data file with a dialog and takes it into the draft. */
  chooseFile(): Promise<void>
  /** A person chooses a folder of texts. */
  chooseFolder(): Promise<void>
  /** The station of the derivation that is on screen. */
  station: Ref<StationKey>
  /** Goes to a station of the derivation, with a run or without one. */
  showStation(station: StationKey): void
  /** Goes to a place in the view "Through time". Every run has that view. */
  showPlace(place: Place): void
  /** Goes to a cell of a parameter or of its gradient. */
  inspect(cell: GradientCell): void
  /** Saves the measurements as a table for other programs. */
  saveLaboratory(result: LaboratoryResult): Promise<void>
  /** Without a choice of checkpoint: the preferred one. */
  exportFile(format: ExportFormat, checkpoint?: CheckpointChoice | null): Promise<Exported | null>
}

const key: InjectionKey<Studio> = Symbol('studio')
const estimateDelay = 600

export function useStudio(): Studio {
  const studio = inject(key)
  if (!studio) throw new Error('There is no studio above this component.')
  return studio
}

/** Whether the losses of a run are of categories, so that they can be shown in bits. */
export function isCategorical({ experiment, hello }: Pick<Trainer, 'experiment' | 'hello'>): boolean {
  const data = experiment.value?.data
  const output = hello.value?.output ?? (data && traitsOf(data).output)
  return output !== undefined && unitOf(output) === 'nats'
}

export function provideStudio(): Studio {
  const { t, locale } = useI18n()
  const toasts = useToasts()
  const access = useBridge(toasts)
  const { bridge, ask } = access
  const settings = useSettings(access)
  const appInfo = shallowRef<AppInfo>()
  const machine = shallowRef<Machine>()
  // This information contains sentences of main in the language of the app, so it is asked for again.
  watch(
    locale,
    () =>
      void ask(bridge.appInfo()).then((info) => {
        appInfo.value = info
      }),
    { immediate: true }
  )
  void ask(bridge.machine()).then((found) => {
    machine.value = found
  })
  const written = useWritten({ ...access, toasts, t })
  const runs = useRuns(access)
  const following = { ...access, runs, toasts, ports: usePorts(runs) }
  const page = ref<PageKey | null>(null)
  let lastPage: PageKey = pages[0].key
  const chosenTab = ref<TabKey>('start')
  const tab = computed({
    get: () => chosenTab.value,
    set: (key) => {
      chosenTab.value = key
      page.value = null
    }
  })
  watch(page, (_key, before) => {
    lastPage = before ?? lastPage
  })
  const queue = useQueue(access)
  const comparison = useComparison(runs, queue)
  const looks = computed(() => {
    const id = runs.selectedId.value
    if (id === null) return false
    if (page.value === null) return looksIntoModel(tab.value)
    return page.value === 'compare' && comparison.looks.value && comparison.ids.value.includes(id)
  })
  const trainer = useTrainer(following, runs.selectedId, looks)
  onScopeDispose(
    bridge.onTrainerGone(({ id, message }) => {
      if (id !== runs.selectedId.value) toasts.show('error', message)
    })
  )
  const reading = shallowRef<Reading | null>(null)
  onScopeDispose(
    bridge.onReading((now) => {
      reading.value = now
    })
  )
  const laboratory = useLaboratory(access)
  const imports = useImports(access, toasts, (record) => {
    runs.take(record)
    showRun(record.id)
    toasts.show('done', t('importing.done', { name: record.name }))
  })
  const form = useForm(access)
  // A draft without a name of its own gets a name in the language of the window.
  let unnamed = form.draft[nameField]
  watch(
    locale,
    () => {
      const name = t('runs.new')
      if (form.draft[nameField] === unnamed) form.suggestName(name)
      unnamed = name
    },
    { immediate: true }
  )
  const estimate = useAnswerAbout(
    form.experiment,
    ({ data, model, learning, optimizer, stop }) => [data, model, learning, optimizer.kind, stop],
    (experiment) => bridge.estimate(experiment),
    estimateDelay
  )
  const panes = {
    runs: usePane('runs', Math.min(248, 0.19 * innerWidth), 180, 420),
    experiment: usePane('experiment', Math.min(330, 0.28 * innerWidth), 300, 520),
    help: usePane('help', Math.min(420, 0.34 * innerWidth), 300, 720)
  }
  // The help is closed at first. It takes the place of the experiment pane.
  panes.help.open.value = false
  function showExperiment(): void {
    panes.experiment.open.value = true
    panes.help.open.value = false
  }

  const controls = useControls(access, runs, trainer, form, () => {
    form.recheck()
    showExperiment()
  })

  watch(runs.selectedId, (id, before) => {
    const tabs = tabsFor(id === null ? 'draft' : 'run')
    // The tab stays when another run is shown. After the draft, a run opens on the tab Train.
    if (id !== null && before === null) chosenTab.value = 'train'
    else if (!tabs.some((other) => other.key === tab.value)) chosenTab.value = 'start'
    if (id !== null) page.value = null
    if (id !== null && studio.dialog.value === 'data') studio.dialog.value = null
  })

  const categorical = computed(() => isCategorical(trainer))
  const withoutTeacher = computed(() => {
    const data = trainer.experiment.value?.data
    return data ? withoutTeacherIn(data) : 'free'
  })

  function show(experiment: Experiment, weightsOf: RunRecord | null = null): void {
    form.fill(experiment, weightsOf)
    if (studio.dialog.value === 'data') studio.dialog.value = null
    openDraft()
  }

  function showRun(id: string): void {
    runs.selectedId.value = id
    page.value = null
  }
  onScopeDispose(bridge.onRunShown(showRun))

  function openDraft(): void {
    runs.selectedId.value = null
    tab.value = 'data'
    showExperiment()
  }

  /** Shows how a file is understood, before anything is trained on it. An old run reads it without decisions. */
  function takeFile(kind: 'text' | 'series', path: string, files?: readonly string[]): void {
    form.useFile(kind, path, files)
    if (form.draft[`data.${kind}.reading`] !== '') studio.dialog.value = 'data'
  }

  /** The data file of an experiment that came without it. */
  function askForData({ path, isThere }: { path: string; isThere: boolean }): void {
    const key = isThere ? 'drop.wantsChoice' : 'drop.wantsFile'
    toasts.show('error', t(key, { path }), {
      label: t('form.chooseFile'),
      milliseconds: 20_000,
      act: () => void studio.chooseFile()
    })
  }

  /** A preset that is started again gets a number, so that two runs do not have the same name. */
  function named({ key: name, experiment }: Preset): Experiment {
    const given = t(`presets.${name}.name`)
    const taken = new Set(runs.list.value.map((run) => run.name))
    let free = given
    for (let n = 2; taken.has(free); n++) free = `${given} ${n}`
    return { ...experiment, name: free }
  }

  /** A text that names the written file, and how far its answers are from those of the checkpoint. */
  const writtenText = ({ file, difference }: Exported, kind: ExportFormat): string =>
    [
      t('export.written', { file }),
      ...(difference === null
        ? []
        : [
            t(`export.checked.${exportEntry(kind).check ?? 'run'}`, {
              difference: makeFormat(locale.value).digits(difference, 2)
            })
          ])
    ].join('. ')

  const studio: Studio = {
    ...access,
    toasts,
    settings,
    appInfo,
    machine,
    runs,
    queue,
    comparison,
    trainer,
    follow: (id, looks) => useTrainer(following, id, looks),
    laboratory,
    imports,
    form,
    estimate,
    reading,
    controls,
    tab,
    page,
    panes,
    categorical,
    withoutTeacher,
    dialog: ref(null),
    renaming: ref(null),
    trashing: shallowRef(null),
    placeToShow: shallowRef(null),
    visit: shallowRef(null),
    newExperiment() {
      runs.selectedId.value = null
      tab.value = 'start'
    },
    toggleLaboratory() {
      page.value = page.value === null ? lastPage : null
    },
    showRun,
    compare(ids) {
      if (ids.length > mostCompared) {
        toasts.show('error', t('compare.tooMany', { most: mostCompared }))
        return
      }
      comparison.set(ids)
      page.value = 'compare'
    },
    startComparison: oneAtATime(async ({ presets }: PresetComparison) => {
      const started: string[] = []
      for (const preset of presets) {
        const record = await ask(bridge.createRun(named(preset)))
        if (!record) break
        runs.take(record)
        started.push(record.id)
      }
      if (started.length > 0) studio.compare(started)
    }),
    async queueComparison({ presets }) {
      if (!(await queue.add(presets.map(named)))) return
      comparison.expect(queue.entries.value.slice(-presets.length).map(({ id }) => id))
      page.value = 'compare'
      toasts.show('done', t('compare.queued'))
    },
    openDraft,
    edit(preset) {
      show(named(preset))
    },
    startPreset(preset) {
      form.fill(named(preset))
      return controls.create(named(preset))
    },
    async duplicate(id, withWeights = false) {
      const stored = await ask(bridge.loadRun(id))
      if (!stored?.experiment) return
      const name = t('runs.copyOf', { name: stored.record.name }).slice(0, 200)
      show(experimentSchema.parse({ ...stored.experiment, name }), withWeights ? stored.record : null)
    },
    opened(file) {
      if ('experiment' in file) {
        show(file.experiment)
        if (file.wants) askForData(file.wants)
      } else if ('run' in file) showRun(file.run)
      else if ('model' in file) void imports.take(file.model)
      else if ('data' in file) {
        takeFile(file.data.kind, file.data.path, file.data.files)
        openDraft()
      } else toasts.show('error', file.refusal)
    },
    async chooseFile() {
      if (form.draft['data.kind'] === 'text') {
        const chosen = await ask(bridge.chooseTexts())
        if (chosen) takeFile('text', chosen.path, chosen.files)
      } else {
        const path = await ask(bridge.chooseFile('series'))
        if (path) takeFile('series', path)
      }
    },
    async chooseFolder() {
      const path = await ask(bridge.chooseFile('folder'))
      if (path) takeFile('text', path)
    },
    station: ref<StationKey>('graph'),
    showStation(station) {
      page.value = null
      studio.station.value = station
      tab.value = 'chapter'
    },
    showPlace(place) {
      studio.placeToShow.value = place
      tab.value = 'through-time'
    },
    inspect(cell) {
      studio.showPlace({ section: 'graph', focus: { of: 'sum', ...cell } })
    },
    async saveLaboratory(result) {
      const file = await ask(bridge.saveLaboratory(result))
      if (file) written(t('export.written', { file }), file)
    },
    async exportFile(format, checkpoint = null) {
      const id = runs.selectedId.value
      if (id === null) return null
      const exported = (await ask(bridge.exportRun(id, format, checkpoint))) ?? null
      if (exported) written(writtenText(exported, format), exported.file)
      return exported
    }
  }
  provideKeeper(
    useKeeping({
      ...access,
      toasts,
      t,
      runName: () =>
        page.value === null ? (runs.selected.value?.name ?? String(form.draft[nameField] ?? '')) : t('laboratory.title')
    })
  )
  provide(key, studio)
  return studio
}
