// The fields of the experiment form, in the order of the screen. Ranges, choices and defaults come from the schema
// (field-schema.ts); labels and explanations come from the locales (`fields.<id>`). This table adds the rest: the
// book's letter, the control, and when a field is needed.

import { feedsOwnOutput, type Method } from '../../model/model'
import { describeField, type FieldSchema } from './field-schema'

/** The form as typed: numbers are text until they are parsed. */
export type Draft = Record<string, string | boolean | string[]>

export interface Field {
  /** The key in the draft and in the locales. Fields of data include their kind: `data.text.path`. */
  id: string
  /** The place in the experiment, and so in the issues of the schema. */
  path: readonly string[]
  section: Section
  control: 'number' | 'choice' | 'text' | 'switch' | 'file' | 'columns' | 'reading'
  schema: FieldSchema
  symbol: string | null
  /** A field that is not needed is not shown, and is not part of the experiment. */
  matters: (draft: Draft) => boolean
}

export const sections = ['data', 'model', 'learning', 'optimizer', 'initialisation', 'watching', 'stop'] as const
export type Section = (typeof sections)[number]

type Options = { symbol?: string; control?: Field['control']; matters?: (draft: Draft) => boolean }

const controls = {
  number: 'number',
  integer: 'number',
  choice: 'choice',
  boolean: 'switch',
  array: 'columns',
  string: 'text'
} as const satisfies Record<FieldSchema['type'], Field['control']>

function field(section: Section, name: string, options: Options = {}): Field {
  const schema = describeField([section, name])
  return {
    id: `${section}.${name}`,
    path: [section, name],
    section,
    schema,
    control: options.control ?? controls[schema.type],
    symbol: options.symbol ?? null,
    matters: options.matters ?? (() => true)
  }
}

function dataField(kind: 'text' | 'series' | 'labelled' | 'task', name: string, options: Options = {}): Field {
  const schema = describeField(['data', name], kind)
  const matters = options.matters ?? (() => true)
  return {
    id: `data.${kind}.${name}`,
    path: ['data', name],
    section: 'data',
    schema,
    control: options.control ?? controls[schema.type],
    symbol: options.symbol ?? null,
    matters: (draft) => draft['data.kind'] === kind && matters(draft)
  }
}

const is =
  (id: string, ...values: string[]) =>
  (draft: Draft): boolean =>
    values.includes(draft[id] as string)
const isNot =
  (id: string, value: string) =>
  (draft: Draft): boolean =>
    draft[id] !== value
const textFile = is('data.text.source', 'file')
const seriesFile = is('data.series.source', 'file')
const sampled = is('learning.method', 'scheduled-sampling')
const hasMoments = is('optimizer.kind', 'rmsprop', 'adam', 'adamw')

const dataKind: Field = {
  id: 'data.kind',
  path: ['data', 'kind'],
  section: 'data',
  control: 'choice',
  symbol: null,
  matters: () => true,
  schema: {
    type: 'choice',
    nullable: false,
    choices: ['text', 'series', 'labelled', 'task'],
    minimum: null,
    maximum: null,
    exclusiveMinimum: false,
    default: 'text'
  }
}

export const fields: readonly Field[] = [
  dataKind,
  dataField('text', 'source'),
  dataField('text', 'path', { control: 'file', matters: textFile }),
  dataField('text', 'reading', { control: 'reading', matters: textFile }),
  dataField('text', 'validationFraction'),
  dataField('series', 'source'),
  dataField('series', 'path', { control: 'file', matters: seriesFile }),
  dataField('series', 'reading', { control: 'reading', matters: seriesFile }),
  dataField('series', 'delimiter', { matters: seriesFile }),
  dataField('series', 'header', { matters: seriesFile }),
  dataField('series', 'columns'),
  dataField('series', 'transform'),
  dataField('series', 'validationFraction'),
  dataField('labelled', 'path', { control: 'file' }),
  dataField('labelled', 'reading', { control: 'reading' }),
  dataField('labelled', 'labels'),
  dataField('labelled', 'validationFraction'),
  dataField('task', 'task'),
  dataField('task', 'validationSequences'),

  field('model', 'recurrence'),
  field('model', 'hiddenSize', { symbol: 'nₕ' }),
  field('model', 'readout'),
  field('model', 'feedback', {
    symbol: 'z',
    matters: (draft) => draft['model.recurrence'] !== 'hidden' && draft['data.kind'] !== 'series'
  }),

  field('learning', 'method'),
  field('learning', 'sequenceLength', { symbol: 'τ' }),
  field('learning', 'batchSize'),
  field('learning', 'carryState', { matters: is('data.kind', 'text', 'series') }),
  field('learning', 'truncation', { symbol: 'k', matters: isNot('model.recurrence', 'output') }),
  field('learning', 'recompute', { matters: (draft) => !feedsOwnOutput(draft['learning.method'] as Method) }),
  field('learning', 'truthSchedule', { matters: sampled }),
  field('learning', 'truthDecay', { symbol: 'k', matters: sampled }),
  field('learning', 'truthLeast', { symbol: 'ε', matters: sampled }),
  field('learning', 'truthCoin', { matters: sampled }),

  field('optimizer', 'kind'),
  field('optimizer', 'learningRate', { symbol: 'η' }),
  field('optimizer', 'schedule'),
  field('optimizer', 'warmupSteps', { matters: is('optimizer.schedule', 'cosine') }),
  field('optimizer', 'decayEvery', { matters: is('optimizer.schedule', 'step', 'cosine') }),
  field('optimizer', 'decayFactor', { matters: is('optimizer.schedule', 'step') }),
  field('optimizer', 'momentum', { symbol: 'μ', matters: is('optimizer.kind', 'momentum', 'nesterov') }),
  field('optimizer', 'beta1', { symbol: 'β₁', matters: is('optimizer.kind', 'adam', 'adamw') }),
  field('optimizer', 'beta2', { symbol: 'β₂', matters: hasMoments }),
  field('optimizer', 'epsilon', { symbol: 'ε', matters: hasMoments }),
  field('optimizer', 'l2', { symbol: 'λ' }),
  field('optimizer', 'clipNorm', { symbol: '‖∇‖' }),
  field('optimizer', 'clipValue', { symbol: '±' }),

  field('initialisation', 'weights'),
  field('initialisation', 'recurrent', { symbol: 'W' }),
  field('initialisation', 'identityScale', { matters: is('initialisation.recurrent', 'identity') }),

  field('watching', 'validateEvery'),
  field('watching', 'sampleEvery'),
  field('watching', 'checkpointEvery'),
  field('watching', 'checkpointSeconds'),
  field('watching', 'sampleLength', { matters: is('data.kind', 'text', 'series') }),
  field('watching', 'temperature', { matters: is('data.kind', 'text') }),
  field('watching', 'prime', { matters: is('data.kind', 'text') }),

  field('stop', 'steps'),
  field('stop', 'seconds'),
  field('stop', 'patience'),
  field('stop', 'divergence')
]
