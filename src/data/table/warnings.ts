// What a person should know about how a table or a text was read, worst first. The window has the same sentences in other
// languages, by the code (`remarks.warnings.<code>`). Of `[one|many]` the first words stand where `count` is 1.

const sentences = {
  'not-numbers':
    'Column "{column}": {count} [cell is no number|cells are no numbers], first "{cell}" ({lines}). [It counts as a gap|They count as gaps].',
  gaps: 'Column "{column}": {count} [value is|values are] missing ({lines}). Choose what becomes of gaps before training.',
  'gaps-chosen':
    'Column "{column}": {count} [value is|values are] missing ({lines}) and treated as you have chosen for gaps.',
  sentinel:
    'Column "{column}": {value} stands {count} [time|times] far from all other values ({lines}). It is taken for a missing value: a guess.',
  'out-of-range':
    'Column "{column}" holds {value} ({lines}), beyond what can be trained on (10^-150 to 10^150). It is left out; divide it by a constant to use it.',
  'series-restart':
    'Time begins again {count} [time|times], first at line {line}, and no column names the sequences. Rows of different sequences run into one another: add a column that tells them apart.',
  'group-open':
    'Column "{column}" tells {count} sequences apart, but it is not chosen as the group. Rows of different sequences run into one another.',
  'labels-guessed':
    'Column "{column}" is the same throughout each of {count} sequences. It is taken for one label a sequence ({kind}): a guess.',
  'labels-possible':
    'Column "{column}" is the same throughout each of {count} sequences, as if it were one label a sequence. To foresee it from the rows, choose labelled sequences (data.kind "labelled").',
  'label-varies':
    'Column "{column}" is the same throughout each of {others} sequences, as one label a sequence is, but it changes in {count} [other|others] ({lines}). It is not learned as a label: mend the table if it should be.',
  'label-alone': 'Column "{column}" is "{label}" in every sequence. As a label it has nothing to learn.',
  'label-in-some-rows':
    'Column "{column}": {count} [cell has|cells have] no label ({lines}). Other rows of the same sequence tell it.',
  'labels-alike-but-case':
    'Column "{column}": the labels {labels} differ only in capital letters. They are different classes: mend the table if they are not.',
  'labels-unmeasured':
    'Column "{column}": no held-out sequence has the label {labels}, so what is learned about it is not measured.',
  'held-out-unread': 'Nothing is held out: "{from}" is no time of this table. Write it as {example}.',
  'time-unordered':
    'Time goes back {count} [time|times], first at line {line}. The rows are put in the order of "{column}".',
  'time-unreadable':
    'Column "{column}": {count} [row has|rows have] no time ({lines}) and [stays|stay] after the row before.',
  'time-reversed': 'The newest row comes first. The rows are turned round, so that "{column}" rises.',
  'hour-twice':
    'Time goes back by an hour or less {count} [time|times], first at line {line}, as at the end of daylight saving time. The rows stay as they are.',
  'time-repeats':
    'The time of the row before stands again in {count} [row|rows], first at line {line}. The rows stay as they are.',
  'time-jumps': 'Rows are missing in {count} [place|places], or time does not run evenly: first at line {line}.',
  'time-joined': 'The columns {columns} are parts of one time and are joined.',
  'time-across':
    'The names of columns are times ({first} to {last}): time runs across the columns, but is read down the rows.',
  'across-left':
    '{columns} [holds|hold] numbers too, but [is|are] not turned: the [name is no time|names are no times] that [goes|go] on with the others. If [it is a time, write it|they are times, write them] as the others are.',
  'last-without-time':
    '[The last row, line {line}, has|The last {count} rows, from line {line}, have] no time. [It may be a total, and is|They may be totals, and are] trained on: [remove it from the file if it is|remove them from the file if they are].',
  'decimals-split':
    'The header has one name fewer than the rows have cells, and the last two cells are whole numbers. They are read as two columns, not as one number with a decimal comma: a guess. For decimal commas, write ";" between columns.',
  'units-mixed':
    'Column "{column}": the cells have different units ({units}). All numbers are read as they stand: a guess.',
  'time-guessed': 'Column "{column}" is taken for the time because it {why}: a guess.',
  'rows-grouped':
    'Column "{column}" names {count} separate sequences. Each is read by itself: the state begins anew with every sequence.',
  'day-month-guessed': 'Days and months could be exchanged in the dates. {order} is a guess.',
  'year-guessed': 'Day, month and year could be exchanged in the dates. {order} is a guess.',
  'comma-either': 'Each line holds two whole numbers and a comma. They are read as {reading}: a guess.',
  'signs-guessed':
    'Column "{column}": cells such as "{cell}" can be read in two ways. They are read as {reading}: a guess.',
  'digits-dated':
    'Column "{column}": six digits are read as dates ({form}), because time runs most evenly so: a guess. Other dates are best written as 2020-12-31.',
  'truths-guessed': 'Column "{column}": the words for yes and no are read as 1 and 0: a guess.',
  'sheet-guessed': 'The workbook has {count} sheets. "{sheet}" is read, the first that looks like a table: a guess.',
  'header-guessed':
    'The first row ({names}) is taken for names of columns, because it does not fit the rows below: a guess.',
  'header-repeated':
    'The header stands again in {count} [line|lines], first at line {line}. [It is|They are] left out.',
  'rows-beside-header':
    '{count} [row beside the header holds|rows beside the header hold] units or notes, first line {line} ("{cell}"). [It is|They are] left out.',
  'rows-total':
    '{count} [row holds|rows hold] totals or notes, first line {line} ("{cell}"). [It is|They are] left out.',
  'formulas-open':
    '{count} [formula has no stored result and counts as a gap|formulas have no stored result and count as gaps]. Open the file in its program, and save it again.',
  durations: '{count} [cell holds a duration. It is|cells hold durations. They are] read as a number of hours.',
  'records-counted': 'Several records of the file share a line. Line 1 here is the first record, line 2 the second.',
  'rows-short': '{count} [row ends|rows end] early, first at line {line}. What is missing counts as gaps.',
  'ahead-guessed':
    '{columns} [has|have] values after the last value of all other columns, and [is|are] taken as known ahead: a guess.',
  'future-rows':
    '[The last row has|The last {count} rows have] no targets. [It is|They are] the future of {columns}, for forecasts, and [is|are] not trained on.',
  'column-constant':
    'Column "{column}" is {value} in every row that is trained on. It is left out, because it would make the loss look better.',
  'differences-lost':
    'Column "{column}": the values differ from {value} by less than can be computed with (16 digits). It is left out; subtract a constant in the file to use it.',
  'column-left-out': 'Column "{column}" is left out: {reason}.',
  'names-repeated': 'The header names "{column}" more than once. Later ones have their number added.',
  'row-names': 'The header has one name fewer than the rows have cells. The first column is taken for names of rows.',
  'utf8-damaged':
    'The file is UTF-8, but line {line} holds a byte that is not (0x{byte}, byte {offset}), in {count} [place|places] in all. Replace it by U+FFFD, or mend the file.',
  'utf8-cut': 'The file ends inside a character (byte {offset}). That character is left out.',
  'bytes-gzip-unpacked': 'The file is packed with gzip. The bytes are those of the unpacked file.',
  'bytes-gzip-damaged':
    'The file begins as a gzip file does, but cannot be unpacked. The bytes are those of the file as it stands.',
  'bytes-not-utf8':
    'The bytes are no text in UTF-8. A prime is always written in UTF-8, and samples show U+FFFD where bytes are no UTF-8.',
  'text-normalised':
    '{count} [character is|characters are] written in parts (a letter and a mark beside it) and [is|are] joined (NFC).',
  'line-ends': 'Line ends are {found}. They are read as LF.',
  'symbols-merged':
    '{count} [symbol that occurs|symbols that occur] less than {minimum} times [becomes|become] one, U+FFFD ({characters} characters).',
  'looks-like-table': 'The lines look like those of a table. They are read as plain text.',
  'looks-like': 'This looks like {what}. It is read as plain text, with all its marks.'
} as const

/** Why a column has its role. */
const reasonSentences = {
  chosen: 'a person has chosen it',
  numbers: 'it holds numbers',
  'per-cent': 'it holds numbers, in per cent',
  fractions: 'it holds numbers; per cent are read as fractions',
  measures: 'it holds numbers with a unit ({unit}), which are read as they stand',
  money: 'it holds amounts of money',
  dates: 'it holds dates or times',
  'other-dates': 'it holds dates, and does not tell the time of the rows',
  part: 'it is a part of the date and is joined with the others',
  'time-name': 'its name and its values tell the time',
  counter: 'it only counts: a guess',
  rises: 'it only rises or falls: a guess',
  labels: 'its labels count: a guess',
  group: 'it names {count} separate sequences',
  empty: 'it has no values',
  words: 'it holds words ({count} different), not numbers',
  'one-a-row': 'it has one value for all cells of a row',
  'goes-on': 'it goes on where the targets have ended: a guess',
  truths: 'it holds TRUE and FALSE, which are read as 1 and 0',
  'yes-or-no': 'it holds words for yes and no, which are read as 1 and 0: a guess',
  'label-name': 'its name says that it is the label',
  'one-label': 'it is one label for each of {count} sequences',
  'out-of-range': 'it holds {value}, beyond what can be trained on (10^-150 to 10^150)',
  constant: 'it is {value} in every row that is trained on',
  'differences-lost': 'its values differ from {value} by less than can be computed with (16 digits)',
  label: 'it is the same throughout every sequence, as the group is',
  'row-number': 'it only numbers the rows',
  'another-time': 'it tells the time, as another column does'
} as const

export type ReasonCode = keyof typeof reasonSentences
export type WarningCode = keyof typeof sentences

type Values = Record<string, string | number>

export interface Reason {
  code: ReasonCode
  message: string
  values: Values
}

export const reason = (code: ReasonCode, values: Values = {}): Reason => ({
  code,
  message: filled(reasonSentences[code], values),
  values
})

const filled = (sentence: string, values: Values): string =>
  sentence
    .replace(/\[([^|\]]*)\|([^\]]*)\]/g, (_whole, one: string, many: string) => (values.count === 1 ? one : many))
    .replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole))

export interface Warning {
  code: WarningCode
  message: string
  /** Null when it is about the whole file. */
  line: number | null
  values: Values
}

/** Whether values of the file were left out or read as gaps, though nobody has asked for it. */
export const losesValues = ({ code }: Warning): boolean =>
  code === 'sentinel' || code === 'not-numbers' || code === 'across-left'

export function warning(code: WarningCode, values: Values, line: number | null = null): Warning {
  const all = line === null ? values : { ...values, line }
  return { code, message: filled(sentences[code], all), line, values: all }
}

/** Every code, by falling rank. */
export const warningCodes = Object.keys(sentences)
export const reasonCodes = Object.keys(reasonSentences)
export const ranked = (warnings: readonly Warning[]): Warning[] =>
  [...warnings].sort((a, b) => warningCodes.indexOf(a.code) - warningCodes.indexOf(b.code))

/**
 * The lines of a fault for a sentence, since only the first places are kept: `lines` as in "lines 3, 7 and 12 more", and
 * `places` without words, as in "3, 7, …".
 */
export function linesOf({ lines, count }: { lines: readonly number[]; count: number }): Values {
  const word = count === 1 ? 'line' : 'lines'
  const kept = lines.join(', ')
  const isMore = count > lines.length
  return {
    lines: `${word} ${kept}${isMore ? ` and ${count - lines.length} more` : ''}`,
    places: isMore ? `${kept}, …` : kept
  }
}
