// What a person can do about a remark with one click.

import { gapRules, type GapRule, type LabelKind, type Role } from '../../model/table'
import type { Understood, UnderstoodTable } from '../../shared/understood'
import type { LearnedOfTable } from '../composables/use-form'

type Values = Understood['warnings'][number]['values']
/** Decisions of a person. */
type Change = Partial<Understood['reading']>

export interface Remedy {
  /** The place of its words under `understood`. */
  key: string
  /** The decisions that it takes, or the kind of data that the file is read as. */
  change: Change | ((values: Values, reading: Understood['reading'], given: Change) => object)
  readAs?: 'text' | 'series'
  /** What is learned of the table instead. */
  learns?: (values: Values) => LearnedOfTable
  /** Whether it fits the values of the remark; always where it is left out. */
  fits?: (values: Values) => boolean
}

const remedy = (key: string, change: Remedy['change']): Remedy => ({ key, change })
/** Gaps cannot be kept where each sequence has one label. */
export const gapRulesOf = (table: Pick<UnderstoodTable, 'labels'> | undefined): readonly GapRule[] =>
  table?.labels ? gapRules.filter((rule) => rule !== 'keep') : gapRules
const fillGaps = gapRules.slice(1).map((gaps) => remedy(`gaps.${gaps}`, { gaps }))
const dayAndMonth = [remedy('dates.true', { dayFirst: true }), remedy('dates.false', { dayFirst: false })]
const asInFile = remedy('order.as-is', { order: 'as-is' })
const otherEncodings = ['Windows-1252', 'CP949'].map((encoding) => remedy(`as.${encoding}`, { encoding }))
function sentinelsByColumn(reading: Change): Record<string, number[]> {
  if (!('sentinels' in reading)) return {}
  const { sentinels = {} } = reading
  return Array.isArray(sentinels) ? {} : sentinels
}

/** One number of one column. What is found for other columns stays open, with its remarks. */
const asValue = remedy('asValues', ({ column, value }, reading, given) => ({
  sentinels: {
    ...sentinelsByColumn(given),
    [column]: (sentinelsByColumn(reading)[column] ?? []).filter((one) => one !== value)
  }
}))
const giveRole = (key: string, role: Role): Remedy =>
  remedy(key, ({ column }, reading) => ({
    roles: { ...('roles' in reading ? reading.roles : {}), [column]: role }
  }))
/** Columns that were taken as known ahead. */
const aheadAsTargets = remedy('asTargets', (_, reading) => ({
  roles: Object.fromEntries(
    Object.entries('roles' in reading ? (reading.roles ?? {}) : {}).map(([column, role]) => [
      column,
      role === 'known-ahead' ? 'target' : role
    ])
  )
}))
const leaveOut = giveRole('leaveOut', 'ignored')

const remedies: Readonly<Record<string, readonly Remedy[]>> = {
  gaps: fillGaps,
  'not-numbers': fillGaps,
  sentinel: [asValue],
  'time-reversed': [asInFile],
  'time-unordered': [asInFile],
  'ahead-guessed': [aheadAsTargets],
  // The columns of the turned table are others.
  'time-across': [remedy('turn', () => ({ across: true, roles: undefined, scaling: undefined }))],
  'group-open': [giveRole('makeGroup', 'group')],
  'truths-guessed': [leaveOut],
  'units-mixed': [
    { ...remedy('percent.fraction', { percent: 'fraction' }), fits: ({ units }) => /%/.test(String(units)) },
    leaveOut
  ],
  'header-guessed': [remedy('noHeader', { header: false })],
  'day-month-guessed': dayAndMonth,
  'year-guessed': [...dayAndMonth, remedy('dates.ymd', { dayFirst: 'ymd' })],
  'comma-either': [remedy('twoColumns', { delimiter: ',' }), remedy('oneColumn', { delimiter: null })],
  'signs-guessed': [
    remedy('points', { decimal: '.', thousands: ',' }),
    remedy('commas', { decimal: ',', thousands: '.' })
  ],
  'line-ends': [remedy('keepLineEnds', { lineEnds: 'as-is' })],
  'text-normalised': [remedy('keepForm', { form: 'as-is' })],
  'labels-guessed': [{ key: 'asRows', change: {}, learns: () => 'rows' }],
  'labels-possible': [{ key: 'asLabelled', change: {}, learns: ({ kind }) => kind as LabelKind }],
  'label-varies': [{ key: 'asLabelled', change: {}, learns: () => 'classes' }],
  'looks-like-table': [{ key: 'asTable', change: {}, readAs: 'series' }]
}

/** The remedies for a remark about a table or a text. */
export function remediesFor({ code, values }: Understood['warnings'][number], of: Understood): readonly Remedy[] {
  const { kind, reading } = of
  // Several files are never read as a table.
  if (code === 'looks-like-table' && of.kind === 'text' && of.files) return []
  if (remedies[code] === fillGaps && of.kind === 'table')
    return fillGaps.filter((_, i) => gapRulesOf(of).includes(gapRules[i + 1]))
  if (code !== 'utf8-damaged') return (remedies[code] ?? []).filter(({ fits }) => fits?.(values) ?? true)
  // In a table such bytes are replaced; a text is refused until a person decides.
  const replace =
    kind === 'text' && reading.damaged === 'refuse' ? [remedy('damaged.replace', { damaged: 'replace' })] : []
  return [...replace, ...otherEncodings, ...(kind === 'text' ? [remedy('asBytes', { unit: 'bytes' })] : [])]
}
