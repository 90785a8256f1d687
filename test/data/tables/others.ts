// Constant columns, words, and tables that cannot be read.

import { lines, T, V, I, v, type TableCase } from './case'

export const others: TableCase[] = [
  {
    title: 'constant columns',
    text: lines(
      '1700.5;  50.0; -1.0;   -1;1',
      '1701.5;  71.6; -1.0;   -1;1',
      '1702.5;  86.4; -1.0;   -1;1',
      '1703.5;  60.0; -1.0;   -1;1'
    ),
    header: false,
    columns: [
      ['1', T, 1700.5, 1703.5],
      ['2', V, 50, 60],
      ['3', I, -1, -1],
      ['4', I, -1, -1],
      ['5', I, 1, 1]
    ],
    warnings: ['column-constant']
  },
  {
    title: 'constant where it is trained on',
    text: lines('a,b', ...Array.from({ length: 40 }, (_, i) => `${(i * 7) % 11},${i < 32 ? 14.62 : 14.63}`)),
    columns: [
      ['a', V, 0, 9],
      ['b', I, 14.62, 14.63]
    ]
  },
  {
    title: 'true and false',
    text: lines('t,v,holiday', '1,5,TRUE', '2,4,FALSE', '3,6,TRUE'),
    columns: [['t', T, 1, 3], v(5, 6), ['holiday', V, 'TRUE', 'TRUE']]
  },
  {
    title: 'yes and no',
    text: lines('t,v,open', '1,5,Y', '2,4,N', '3,6,', '4,3,N'),
    columns: [
      ['t', T, 1, 4],
      ['v', V, 5, 3],
      ['open', V, 'Y', 'N', 1]
    ],
    warnings: ['truths-guessed', 'gaps']
  },
  {
    title: 'words',
    text: lines('t,v,note', '1,5,calm', '2,4,storm', '3,6,rain'),
    columns: [['t', T, 1, 3], v(5, 6), ['note', I, 'calm', 'rain']]
  },
  {
    title: 'several values',
    text: lines('t,load,temperature', '0,103.5,20.5', '1,105.5,19.5', '2,107.25,19.25'),
    columns: [
      ['t', T, 0, 2],
      ['load', V, 103.5, 107.25],
      ['temperature', V, 20.5, 19.25]
    ]
  },
  {
    title: 'values beyond what can be trained on',
    text: lines('a', '0', '1e300', '-2e300', '5e299'),
    error: /line 4: column "a" holds -2e\+300/
  },
  {
    title: 'values too small to be trained on',
    text: lines('a', '1e-300', '2e-300', '-3e-300'),
    error: /column "a" holds -3e-300/
  },
  {
    title: 'a year beside words',
    text: lines('Jahr;Wert', '2001;wenig', '2002;viel', '2003;mehr'),
    error: /no column of numbers.*"Jahr": it tells the time.*"Wert": it holds words/
  },
  {
    title: 'a row with a cell too many',
    text: lines('t,v', '1,5', '2,4,5', '3,6', '4,7'),
    error: /line 3: 3 cells where the first row has 2/
  },
  {
    title: 'a quotation mark that is not closed',
    text: lines('t,v', '1,5', '2,"4', '3,6', '4,7'),
    error: /line 3: a quotation mark/
  },
  { title: 'an empty file', text: '', error: /is empty/ },
  { title: 'only blank lines', text: '\n \n', error: /has no rows/ },
  { title: 'only names', text: 'v\n', error: /a line of names \(v\) and no rows below it/ },
  { title: 'no numbers', text: lines('d,v', 'x,a', 'y,b', 'z,c'), error: /no column of numbers/ },
  { title: 'a web page', text: '<!DOCTYPE html>\n<html><body>1,2</body></html>\n', error: /HTML/ },
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
  { title: 'a list of numbers in JSON', text: '[[1, 2], [3, 4]]\n', error: /neither a list of flat objects/ },
  {
    title: 'nested JSON',
    text: '[{"t": 1, "v": 2},\n {"t": 2, "v": {"x": 3}}]\n',
    error: /line 2: "v" holds an object/
  },
  { title: 'damaged JSON Lines', text: '{"t": 1, "v": 2}\n{"t": 2, "v": \n', error: /line 2: this is no JSON/ },
  { title: 'damaged JSON', text: '[{"t": 1, "v": 2},\n {"t": 2 "v": 3}]\n', error: /line 2: this is no JSON/ },
  { title: 'PDF', text: '%PDF-1.4\n1 0 obj\n', error: /PDF/ },
  {
    title: 'a book of Excel',
    text: 'PK\u0003\u0004 xl/workbook.xml [Content_Types].xml',
    error: /Excel file that is damaged/
  }
]
