// The names of the months in the languages in which people keep tables, long and short, from the runtime's own data.

const languages =
  'en de de-AT fr es it pt nl sv da nb fi is pl cs sk sl hu ro bg ru uk el tr id ms vi ca eu lt lv et he ar fa hi th ja ko zh'.split(
    ' '
  )

let known: ReadonlyMap<string, number> | null = null

/** The month of a name, 1 … 12; undefined when it is no name of a month. Short names may end in a full stop. */
export function monthOf(word: string): number | undefined {
  known ??= allNames()
  return known.get(tidy(word))
}

const tidy = (word: string): string => word.normalize('NFC').toLowerCase().replace(/\.$/, '')

function allNames(): Map<string, number> {
  const names = new Map<string, number>([
    ['sept', 9],
    ['maerz', 3],
    ['mrz', 3],
    ['juni', 6],
    ['juli', 7]
  ])
  for (const language of languages) {
    for (const month of ['long', 'short'] as const) {
      // Slavic languages use another form of the name beside a day.
      for (const day of [{}, { day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { month, ...day, timeZone: 'UTC' })
        for (let m = 0; m < 12; m++) {
          const part = format.formatToParts(Date.UTC(2020, m, 15)).find(({ type }) => type === 'month')
          const word = part && tidy(part.value)
          if (word && !/\d/.test(word) && !names.has(word)) names.set(word, m + 1)
        }
      }
    }
  }
  return names
}
