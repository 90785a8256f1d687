// Words for yes and no, which are read as 1 and 0.

const sure = [
  ['true', 'false'],
  ['wahr', 'falsch'],
  ['vrai', 'faux'],
  ['참', '거짓']
]
/** These may mean something else. */
const unsure = [
  ['yes', 'no'],
  ['on', 'off'],
  ['ja', 'nein'],
  ['an', 'aus'],
  ['ein', 'aus'],
  ['oui', 'non'],
  ['sí', 'no'],
  ['si', 'no'],
  ['예', '아니오'],
  ['예', '아니요'],
  ['켜짐', '꺼짐']
]
/** A single letter is such a word only where both letters of a pair occur. */
const letters = [
  ['t', 'f'],
  ['y', 'n']
]

const pairs = [...sure, ...unsure, ...letters]
const sureWords = new Set(sure.flat())
const words = new Set([...sure, ...unsure].flat())
const values = new Map(
  pairs.flatMap(([yes, no]): [string, number][] => [
    [no, 0],
    [yes, 1]
  ])
)

/** Whether the cells of a column are such words; `cells` are without gaps. */
export function areTruths(cells: readonly string[]): boolean {
  const found = new Set(cells.map((cell) => cell.toLowerCase()))
  const pair = letters.some((both) => found.size === 2 && both.every((letter) => found.has(letter)))
  return pair || [...found].every((word) => words.has(word))
}

/** Whether the words can mean nothing else. */
export const areSureTruths = (cells: readonly string[]): boolean =>
  cells.every((cell) => sureWords.has(cell.toLowerCase()))

/** 1 for yes, 0 for no, NaN for another word. */
export const truthOf = (cell: string): number => values.get(cell.toLowerCase()) ?? NaN
