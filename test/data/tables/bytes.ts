// Line ends and encodings.

import { lines, T, V, v, type TableCase } from './case'

export const bytes: TableCase[] = [
  { title: 'a zero byte before a blank in ASCII', text: 'ab,v\n12,5\n34,\0 6\nab', error: /contains zero bytes/ },
  { title: 'CRLF', text: 't,v\r\n1,5\r\n2,4\r\n3,6\r\n', columns: [['t', T, 1, 3], v(5, 6)] },
  { title: 'CR alone', text: 't,v\r1,5\r2,4\r3,6\r', columns: [['t', T, 1, 3], v(5, 6)] },
  { title: 'a CRLF header above LF rows', text: 't,v\r\n1,5\n2,4\n3,6\n', columns: [['t', T, 1, 3], v(5, 6)] },
  { title: 'all line ends', text: 't,v\n1,5\r\n2,4\r3,6', columns: [['t', T, 1, 3], v(5, 6)] },
  { title: 'a byte order mark', text: '\ufeff"t","v"\n1,5\n2,4\n3,6\n', columns: [['t', T, 1, 3], v(5, 6)] },
  {
    title: 'UTF-16 with tabs and decimal commas',
    text: '\ufeffDatum\tTemp\r\n2019-06-12\t28,7\r\n2019-06-13\t28,6\r\n2019-06-14\t27,1\r\n',
    encoding: 'utf-16le',
    columns: [
      ['Datum', T, '2019-06-12', '2019-06-14'],
      ['Temp', V, 28.7, 27.1]
    ],
    decimal: ','
  },
  {
    title: 'UTF-16, big end first',
    text: '\ufefft,v\n1,5\n2,4\n3,6\n',
    encoding: 'utf-16be',
    columns: [['t', T, 1, 3], v(5, 6)]
  },
  {
    title: 'CP949',
    text: lines('날짜,기온', '2020-01-01,5.5', '2020-01-02,4.5', '2020-01-03,6.5'),
    encoding: 'cp949',
    columns: [
      ['날짜', T, '2020-01-01', '2020-01-03'],
      ['기온', V, 5.5, 6.5]
    ]
  },
  {
    title: 'Windows-1252',
    text: lines('Jahr;Höhe', '2001;5,5', '2002;4,5', '2003;6,5'),
    encoding: 'windows-1252',
    columns: [
      ['Jahr', T, 2001, 2003],
      ['Höhe', V, 5.5, 6.5]
    ]
  },
  { title: 'no line end after the last row', text: 't,v\n1,5\n2,4\n3,6', columns: [['t', T, 1, 3], v(5, 6)] }
]
