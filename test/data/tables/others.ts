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
  { title: 'PDF', text: '%PDF-1.4\n1 0 obj\n', error: /PDF/ },
  {
    title: 'a book of Excel',
    text: 'PK\u0003\u0004 xl/workbook.xml [Content_Types].xml',
    error: /Excel file that is damaged/
  }
]
