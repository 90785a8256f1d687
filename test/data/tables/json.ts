// JSON, and JSON Lines.

import { lines, T, V, I, v, type TableCase } from './case'

export const json: TableCase[] = [
  {
    title: 'JSON Lines',
    text: lines(
      '{"date": "2020-01-01", "v": 5.5, "open": true}',
      '{"date": "2020-01-02", "v": null, "open": false}',
      '',
      '{"date": "2020-01-03", "open": true, "v": 6, "note": "a, \\"b\\"\\nc"}',
      '{"date": "2020-01-04", "v": 4.5, "open": false}'
    ),
    rows: 4,
    columns: [
      ['date', T, '2020-01-01', '2020-01-04'],
      ['v', V, 5.5, 4.5, 1],
      ['open', V, 'TRUE', 'FALSE'],
      ['note', I, null, null]
    ],
    lineOf: ['gaps', 2]
  },
  {
    title: 'a list of objects in JSON, newest first',
    text: lines(
      '[',
      '  {',
      '    "t": 3,',
      '    "v": 5.5',
      '  },',
      '  {"t": 2, "v": null},',
      '  {"t": 1, "v": 2e-3}, {"t": 0, "v": 1}',
      ']'
    ),
    rows: 4,
    columns: [
      ['t', T, 0, 3],
      ['v', V, 1, 5.5, 1]
    ],
    warnings: ['time-reversed'],
    lineOf: ['gaps', 6]
  },
  { title: 'JSON that is no table', text: '{"a": [1, 2, 3]}\n', error: /line 1: "a" holds an object or a list/ },
  { title: 'JSON of columns', text: '{\n "a": [1, 2, 3]\n}\n', error: /neither a list of flat objects/ },
  { title: 'a list of lists in JSON', text: '[[1, 2], [3, 4]]\n', error: /neither a list of flat objects/ },
  {
    title: 'nested JSON',
    text: '[{"t": 1, "v": 2},\n {"t": 2, "v": {"x": 3}}]\n',
    error: /line 2: "v" holds an object/
  },
  {
    title: 'damaged JSON Lines',
    text: '{"t": 1, "v": 2}\n{"t": 2, "v": \n',
    error: /line 2, character 15: this is no JSON/
  },
  {
    title: 'damaged JSON',
    text: '[{"t": 1, "v": 2},\n {"t": 2 "v": 3}]\n',
    error: /line 2, character 10: this is no JSON/
  },
  {
    title: 'JSON on one line, whose lines are records',
    text: JSON.stringify([5, 4, null, 6, 3].map((value, t) => ({ t, v: value }))),
    columns: [
      ['t', T, 0, 4],
      ['v', V, 5, 3, 1]
    ],
    warnings: ['records-counted'],
    lineOf: ['gaps', 3]
  },
  {
    title: 'JSON with each record on its line',
    text: JSON.stringify([5, 4, 2, 6, 3].map((value, t) => ({ t, v: value }))).replaceAll('},', '},\n'),
    columns: [['t', T, 0, 4], v(5, 3)],
    noWarnings: ['records-counted']
  },
  { title: 'an empty list in JSON', text: '[]', error: /is empty/ },
  { title: 'a list of numbers in JSON', text: '[5.5, null,\n NaN, 3e-1, -2]\n', columns: [['value', V, 5.5, -2, 2]] },
  {
    title: 'JSON that is nested too deep to be read',
    text: '['.repeat(100_000),
    error: /neither a list of flat objects/
  },
  {
    title: 'JSON that is nested deeply, and whole',
    text: `[{"a": ${'['.repeat(50_000)}${']'.repeat(50_000)}}]`,
    error: /neither a list of flat objects|holds an object or a list/
  },
  {
    title: 'NaN and Infinity in JSON, as Python writes them',
    text: '[{"t": 1, "v": 5, "NaN": "NaN"}, {"t": 2, "v": NaN}, {"t": 3, "v": -Infinity}, {"t": 4, "v": 3}, {"t": 5, "v": 6}]',
    columns: [
      ['t', T, 1, 5],
      ['v', V, 5, 6, 2],
      ['NaN', I, 'NaN', null]
    ],
    warnings: ['gaps', 'not-numbers']
  },
  {
    title: 'JSON with names that objects have by themselves',
    text: '[{"t": 1, "v": 5, "__proto__": 1, "constructor": 2}, {"t": 2, "v": 4}, {"t": 3, "v": 6}]',
    columns: [['t', T, 1, 3], v(5, 6), ['__proto__', V, 1, 1, 2], ['constructor', V, 2, 2, 2]]
  },
  {
    title: 'JSON with numbers in its texts',
    text: '[{"t": "1,5", "v": "1.000,5", "w": 1.125}, {"t": "2,5", "v": "4", "w": 7.25}, {"t": "3,5", "v": "6,25", "w": 2}]',
    given: { decimal: ',', thousands: '.' },
    columns: [
      ['t', T, 1.5, 3.5],
      ['v', V, 1000.5, 6.25],
      ['w', V, 1.125, 2]
    ]
  }
]
