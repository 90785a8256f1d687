import { computed, reactive, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import { dataSchema, experimentSchema, learningSchema, type Experiment } from '../../shared/experiment'
import type { Preview } from '../../shared/preview'
import type { RunRecord } from '../../shared/run'
import { candidateOf, defaultExperiment, draftOf, nameField } from '../model/draft'
import type { Draft } from '../model/fields'
import { labelKinds } from '../../model/table'
import { problemsByPath, type Problem } from '../model/issues'
import { whyText } from '../model/why-text'
import { useAnswerAbout, type Asked, type Failing } from './use-answer'
import type { BridgeAccess } from './use-bridge'

/** What is learned of a table: the next row, or one label a sequence. */
export const learnedOfTable = ['rows', ...labelKinds] as const
export type LearnedOfTable = (typeof learnedOfTable)[number]

export interface Form {
  draft: Draft
  /** The experiment that the form asks for; null while a field is wrong. */
  experiment: ComputedRef<Experiment | null>
  problems: ComputedRef<Map<string, Problem>>
  /** The data of the draft. They are known even while other sections are wrong. */
  preview: Asked<Experiment, Preview>
  /** The draft as far as it says which data are read; null while that is wrong. */
  ofData: ComputedRef<Experiment | null>
  /** The data are a file of the person. */
  ownFile: ComputedRef<boolean>
  /** The path of a table that is new and has not been read; null where there is none. */
  newTable: Ref<string | null>
  /** The run that gives its weights to the new one. */
  weightsOf: Readonly<ShallowRef<RunRecord | null>>
  /** The checkpoint of that run; null means the newest. */
  weightsAt: Ref<CheckpointChoice | null>
  dropWeights(): void
  /** Reads the data again: their file can change while the draft does not. */
  recheck(): void
  /** True where the form differs from the defaults. */
  changed: ComputedRef<boolean>
  /** The name for a draft that has no name from a person. */
  suggestName(name: string): void
  /** Takes a data file, or files of a folder, into the draft, and suggests its name. */
  useFile(kind: 'text' | 'series' | 'labelled', path: string, files?: readonly string[]): void
  /** Learns something else of the table in `path`; `reading` are the decisions that still hold. */
  learn(what: LearnedOfTable, path: string, reading: object): void
  fill(experiment: Experiment, weightsOf?: RunRecord | null): void
}

const previewDelay = 300

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1)!
/** The name of a file without its extension becomes the name of a run. */
const titleOf = (path: string): string =>
  nameOf(path)
    .replace(/(?<=.)\.gz$/i, '')
    .replace(/(?<=.)\.[^.]*$/, '')
    .slice(0, 200)

/** Fields that show problems of the data. Any other problem is shown at the file, or at the kind of data. */
const fieldOf: Readonly<Record<string, string>> = {
  'sequence-too-long': 'learning.sequenceLength',
  'sequence-too-short': 'learning.sequenceLength',
  'labelled-too-long': 'learning.sequenceLength',
  'column-unknown': 'data.columns',
  'column-not-numeric': 'data.columns',
  'gaps-open': 'data.reading',
  'gaps-nothing-known': 'data.reading',
  'gaps-held-out': 'data.reading',
  'several-sequences': 'data.reading',
  'split-no-time': 'data.reading',
  'split-time-unreadable': 'data.reading',
  'split-unknown-group': 'data.reading',
  'split-nothing-to-train': 'data.reading',
  'split-nothing-held-out': 'data.reading',
  'nothing-to-learn': 'data.reading',
  'labels-no-classes': 'data.labels',
  'labels-no-numbers': 'data.labels',
  'label-changes': 'data.reading',
  'label-missing': 'data.reading',
  'labels-alike': 'data.reading',
  'labels-no-groups': 'data.reading',
  'labels-none': 'data.reading',
  'labels-several': 'data.reading',
  'labels-known-ahead': 'data.reading',
  'labels-scaling': 'data.reading',
  'labels-gaps-keep': 'data.reading',
  'labels-split-time': 'data.reading',
  'labels-split-empty': 'data.validationFraction',
  'label-only-held-out': 'data.reading',
  'step-twice': 'data.reading',
  'sequence-without-rows': 'data.reading',
  'log-not-positive': 'data.transform',
  'readout-mismatch': 'model.readout'
}

/** For a reason, the name of the value that its field can take instead. */
const fittingOf: Readonly<Record<string, string>> = {
  'sequence-too-long': 'pairs',
  'sequence-too-short': 'minimumLength',
  'labelled-too-long': 'longest',
  'readout-mismatch': 'wanted'
}

export function useForm({ bridge }: BridgeAccess): Form {
  const draft = reactive<Draft>(draftOf(defaultExperiment()))
  const weightsOf = shallowRef<RunRecord | null>(null)
  const weightsAt = ref<CheckpointChoice | null>(null)
  const defaults = draftOf(defaultExperiment())
  const newTable = ref<string | null>(null)
  /** The name as it was filled in or suggested. */
  let given = draft[nameField]
  const checked = computed(() => experimentSchema.safeParse(candidateOf(draft)))

  const previewed = computed<Experiment | null>(() => {
    const candidate = candidateOf(draft)
    const data = dataSchema.safeParse(candidate.data)
    const tau = learningSchema.shape.sequenceLength.safeParse(
      (candidate.learning as Record<string, unknown>).sequenceLength
    )
    if (!data.success || !tau.success) return null
    const result = experimentSchema.safeParse({ data: data.data, learning: { sequenceLength: tau.data } })
    return result.success ? result.data : null
  })
  const preview = useAnswerAbout(
    previewed,
    ({ data, learning }) => [data, learning.sequenceLength],
    (asked) => bridge.previewData(asked),
    previewDelay
  )

  const ownFile = computed(
    () => draft['data.kind'] === 'labelled' || draft[`data.${draft['data.kind'] as string}.source`] === 'file'
  )

  /** Problems that show only in the data themselves; none while other data are being read. */
  function dataProblems(readout: string): [string, Problem][] {
    const found: [string, Problem][] = []
    const { answered, failure, stale } = preview
    const known = stale.value ? null : answered.value?.answer
    const wrong: Failing | undefined = failure.value ?? known?.unfit
    if (wrong) {
      const path = wrong.path?.join('.') ?? fieldOf[wrong.code ?? ''] ?? (ownFile.value ? 'data.path' : 'data.kind')
      const fitting = wrong.values?.[fittingOf[wrong.code ?? ''] ?? '']
      const remedy = fitting === undefined ? {} : { remedy: String(fitting) }
      found.push([path, { key: 'from-main', values: { message: whyText(wrong) }, ...remedy }])
    }
    const wanted = known?.readout
    if (wanted && wanted !== readout)
      found.push(['model.readout', { key: `readout-${wanted}`, values: {}, remedy: wanted }])
    return found
  }

  function suggestName(name: string): void {
    if (draft[nameField] === given) draft[nameField] = given = name
  }

  function recheck(): void {
    if (previewed.value) void preview.put(previewed.value)
  }

  const problems = computed(
    () =>
      new Map([
        ...dataProblems(draft['model.readout'] as string),
        ...problemsByPath(checked.value.success ? [] : checked.value.error.issues)
      ])
  )

  return {
    draft,
    problems,
    preview,
    ofData: previewed,
    ownFile,
    newTable,
    experiment: computed(() => (checked.value.success && problems.value.size === 0 ? checked.value.data : null)),
    weightsOf,
    weightsAt,
    dropWeights() {
      weightsOf.value = null
    },
    recheck,
    changed: computed(
      () =>
        weightsOf.value !== null ||
        Object.keys(draft).some((id) => id !== nameField && String(draft[id]) !== String(defaults[id]))
    ),
    suggestName,
    useFile(kind, path, files) {
      const before = draft[`data.${kind}.source`] === 'file' ? String(draft[`data.${kind}.path`] ?? '') : ''
      Object.assign(draft, { 'data.kind': kind, [`data.${kind}.source`]: 'file', [`data.${kind}.path`]: path })
      // A file that was found again in another place keeps the name of the experiment, and the decisions about it.
      if (nameOf(path) === nameOf(before) && files === undefined) return
      suggestName(titleOf(path))
      draft[`data.${kind}.reading`] = JSON.stringify(files ? { files } : {})
      newTable.value = kind === 'series' ? path : null
    },
    learn(what, path, reading) {
      const kind = what === 'rows' ? 'series' : 'labelled'
      this.useFile(kind, path)
      newTable.value = null
      draft[`data.${kind}.reading`] = JSON.stringify(reading)
      draft['model.readout'] = what === 'rows' ? 'every-step' : 'last-step'
      if (what !== 'rows') draft['data.labelled.labels'] = what
    },
    fill(experiment, from = null) {
      Object.assign(draft, draftOf(experiment))
      given = experiment.name
      weightsOf.value = from
      weightsAt.value = null
      recheck()
    }
  }
}
