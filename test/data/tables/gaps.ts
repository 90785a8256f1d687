// Missing values.

import { lines, T, V, I, G, v, type TableCase } from './case'

const missing: TableCase[] = [
  '',
  'NA',
  'N/A',
  '#N/A',
  'NaN',
  'nan',
  'null',
  'NULL',
  'None',
  '-',
  '--',
  '?',
  '.',
  '...',
  'n.a.',
  'k.A.',
  '<NA>',
  'missing',
  '결측',
  '—',
  '#DIV/0!',
  '\\N'
].map((gap): TableCase => ({
  title: `a gap written "${gap}"`,
  text: lines('t,v', '1,5.5', `2,${gap}`, '3,6.5', '4,3.5'),
  columns: [
    ['t', T, 1, 4],
    ['v', V, 5.5, 3.5, 1]
  ],
  warnings: ['gaps']
}))

export const gaps: TableCase[] = [
  ...missing,
  ...['-99.9', '-99.99', '-99', '-9.99e2'].map((gap): TableCase => ({
    title: `${gap} for a gap, where nothing else is below zero`,
    text: lines('t,v', ...Array.from({ length: 40 }, (_, i) => `${i},${i % 9 === 4 ? gap : ((i * 37) % 101) + 0.5}`)),
    columns: [
      ['t', T, 0, 39],
      ['v', V, 0.5, 29.5, 4]
    ],
    warnings: ['sentinel']
  })),
  {
    title: '-99 once, beside other values that are as far apart',
    text: lines('t,v', ...Array.from({ length: 40 }, (_, i) => `${i},${i === 4 ? -99 : ((i * 37) % 101) + 0.5}`)),
    columns: [['t', T, 0, 39], v(0.5, 29.5)],
    noWarnings: ['sentinel']
  },
  {
    title: 'rows of empty cells between rows of values, without a time',
    text: lines('a,b', ',', '1.5,2.5', '2.5,3.25', ',', '" ",', '0.5,', '', '5.5,6.5', ',', 'Source: a station', ','),
    columns: [
      ['a', V, 1.5, 5.5, 2],
      ['b', V, 2.5, 6.5, 3]
    ],
    rows: 6,
    warnings: ['gaps'],
    lineOf: ['gaps', 5]
  },
  {
    title: 'rows of empty cells between rows with a time',
    text: lines('t,a', '1,1.5', '2,2.5', ',', '3,4.5', ',', '4,5.5', ','),
    columns: [
      ['t', T, 1, 4],
      ['a', V, 1.5, 5.5, 0]
    ],
    rows: 4,
    noWarnings: ['gaps']
  },
  {
    title: 'gaps that are kept, beside a column that is called as a flag would be',
    text: lines('t,a,missing(a)', '1,1.5,0.5', '2,,1.5', '3,4.5,', '4,5.5,2.5', '5,,1.25', '6,2.5,3.5'),
    given: { gaps: 'keep' },
    columns: [
      ['t', T, 1, 6],
      ['a', V, 1.5, 2.5, 2],
      ['missing(a)', V, 0.5, 3.5, 1]
    ],
    warnings: ['gaps-chosen']
  },
  {
    title: 'gaps of a constant column, which nobody reads',
    text: lines('t,k,v', '1,5,5.5', '2,,4.5', '3,5,6.5', '4,,3.5'),
    columns: [
      ['t', T, 1, 4],
      ['k', I, 5, 5, 2],
      ['v', V, 5.5, 3.5]
    ],
    warnings: ['column-constant'],
    noWarnings: ['gaps', 'not-numbers']
  },
  {
    title: 'rows between others without a time',
    text: lines(
      'date,v',
      '2020-01-01,5',
      ',4',
      '2020-01-03,6',
      '2020-01-04,3',
      'later,2',
      '2020-01-06,7',
      '2020-01-07,4'
    ),
    columns: [
      ['date', T, '2020-01-01', '2020-01-07', 2],
      ['v', V, 5, 4]
    ],
    warnings: ['time-unreadable'],
    noWarnings: ['gaps', 'not-numbers']
  },
  {
    title: 'columns that go on where the load has ended',
    text: lines(
      'date,holiday,load',
      ...[5, 4, 6, 3, 7, 5].map((load, i) => `2020-01-0${i + 1},${i % 2},${load}.5`),
      '2020-01-07,0,',
      '2020-01-08,1,'
    ),
    columns: [
      ['date', T, '2020-01-01', '2020-01-08'],
      ['holiday', 'known-ahead', 0, 1],
      ['load', V, 5.5, 5.5, 0]
    ],
    warnings: ['ahead-guessed', 'future-rows'],
    noWarnings: ['gaps']
  },
  {
    title: 'a column that ends long before the other has failed',
    text: lines('t,a,b', '1,5,1.5', '2,4,4.5', '3,,2.5', '4,,1.25', '5,,2.25'),
    columns: [
      ['t', T, 1, 5],
      ['a', V, 5, 4, 3],
      ['b', V, 1.5, 2.25]
    ],
    warnings: ['gaps'],
    noWarnings: ['ahead-guessed']
  },
  {
    title: 'a load that every station ends with, and one that only one station ends with',
    text: lines(
      'station,t,plan,load,other',
      ...['A', 'B'].flatMap((name) =>
        [1, 2, 3, 4, 5, 6].map(
          (t) => `${name},${t},${(t * 7) % 5},${t < 5 ? t % 3 : ''},${t < 6 || name === 'B' ? (t * 3) % 4 : ''}`
        )
      )
    ),
    columns: [
      ['station', G, 'A', 'B'],
      ['t', T, 1, 6],
      ['plan', V, 2, 2],
      ['load', V, 1, 1, 4],
      ['other', V, 3, 2, 1]
    ],
    noWarnings: ['ahead-guessed']
  },
  {
    title: 'many gaps',
    text: lines('t,a,b', '1,,1.5', '2,4,NA', '3,,2.5', '4,6,1.25', '5,7,2.25'),
    columns: [
      ['t', T, 1, 5],
      ['a', V, 4, 7, 2],
      ['b', V, 1.5, 2.25, 1]
    ]
  },
  ...['-9999', '-999', '-99.99', '9999', '99999', '1e30', '-9999.0'].map((value): TableCase => ({
    title: `${value} for a gap`,
    text: lines('t,v', '1,20.5', `2,${value}`, '3,21.5', '4,19.5', '5,20.25'),
    columns: [
      ['t', T, 1, 5],
      ['v', V, 20.5, 20.25, 1]
    ],
    warnings: ['sentinel']
  })),
  {
    title: 'values near 999 are values',
    text: lines('t,v', '1,998', '2,999', '3,1001', '4,997'),
    columns: [
      ['t', T, 1, 4],
      ['v', V, 998, 997, 0]
    ]
  },
  {
    title: 'a word among numbers',
    text: lines('t,v', '1,5', '2,four', '3,6', '4,7'),
    columns: [
      ['t', T, 1, 4],
      ['v', V, 5, 7, 1]
    ],
    warnings: ['not-numbers']
  },
  {
    title: 'rows that end early',
    text: lines('t,a,b', '1,5,1.5', '2,4', '3,6,1.25', '4,7,1.75'),
    columns: [
      ['t', T, 1, 4],
      ['a', V, 5, 7],
      ['b', V, 1.5, 1.75, 1]
    ],
    warnings: ['rows-short']
  },
  {
    title: 'an empty column with a name',
    text: lines('t,a,b', '1,5,', '2,4,', '3,6,'),
    columns: [
      ['t', T, 1, 3],
      ['a', V, 5, 6],
      ['b', I, null, null, 3]
    ]
  }
]
