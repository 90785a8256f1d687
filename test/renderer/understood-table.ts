// The answer of the tests' bridge about every table.

import type { UnderstoodTable, UnderstoodText } from '../../src/shared/understood'

export const understood: UnderstoodTable = {
  kind: 'table',
  reading: {
    encoding: 'UTF-8',
    delimiter: ';',
    decimal: ',',
    thousands: '.',
    header: true,
    percent: 'as-is',
    across: false,
    top: 0,
    comment: null,
    dayFirst: true,
    order: 'reversed',
    gaps: 'refuse',
    sentinels: {},
    roles: { Jahr: 'time', Wert: 'target' },
    scaling: {},
    heldOut: null
  },
  sheets: [],
  refusal: null,
  groups: [],
  labels: null,
  skipped: 1,
  rows: 4,
  rhythm: { every: 1, unit: 'step' },
  columns: [
    {
      name: 'Jahr',
      role: 'time',
      type: 'number',
      first: 2000,
      last: 2003,
      gaps: 0,
      constant: false,
      reason: { code: 'time-name', message: 'its name and its values tell the time', values: {} },
      range: [2000, 2003],
      spark: [2000, 2001, 2002, 2003]
    },
    {
      name: 'Wert',
      role: 'target',
      type: 'number',
      first: 1500,
      last: 1234,
      gaps: 1,
      constant: false,
      reason: { code: 'numbers', message: 'it holds numbers', values: {} },
      range: [999, 1500],
      spark: [1500, null, 999, 1234]
    }
  ],
  warnings: [
    {
      code: 'gaps',
      message: 'Column "Wert": 1 value is missing (line 4).',
      values: { column: 'Wert', count: 1, lines: 'line 4', places: '4', line: 4 },
      line: 4
    },
    {
      code: 'time-reversed',
      message: 'The newest row comes first. The rows are turned round, so that "Jahr" rises.',
      values: { column: 'Jahr' },
      line: null
    }
  ],
  guesses: ['encoding'],
  lines: ['Jahr;Wert', '2003;1.234', '2002;999', '2001;', '2000;1.500'],
  head: [
    [2000, 1500],
    [2001, null],
    [2002, 999],
    [2003, 1234]
  ]
}

/** The answer about every text. */
export const understoodText: UnderstoodText = {
  kind: 'text',
  reading: {
    unit: 'characters',
    encoding: 'UTF-8',
    damaged: 'refuse',
    form: 'NFC',
    lineEnds: 'LF',
    minimumCount: 1,
    several: 'apart',
    heldOut: null
  },
  vocabulary: [
    { symbol: 'e', count: 900 },
    { symbol: '\n', count: 200 },
    { symbol: 'C', count: 100 }
  ],
  merged: { symbols: 0, characters: 0 },
  encoding: 'UTF-8',
  characters: 1200,
  symbols: 40,
  normalised: 0,
  lineEnds: 'CRLF',
  warnings: [
    {
      code: 'utf8-damaged',
      message: 'The file is UTF-8, but line 3 holds a byte that is not.',
      values: { byte: 'e9', offset: 60, count: 1, line: 3 },
      line: 3
    },
    { code: 'line-ends', message: 'Line ends are CRLF. They are read as LF.', values: { found: 'CRLF' }, line: null },
    { code: 'looks-like-table', message: 'The lines look like those of a table.', values: {}, line: null }
  ],
  guesses: [],
  lines: ['Call me Ishmael.'],
  head: 'Call me Ishmael.\n',
  files: null
}
