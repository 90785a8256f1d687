// Text around a table, and signs between its cells.

import { lines, T, V, I, jahr, v, date, type TableCase } from './case'

export const surroundings: TableCase[] = [
  {
    title: 'line ends in quoted cells, also of the header',
    text: lines(
      '"date","sales\n(EUR)","note"',
      '2020-01-01,5.5,"one\nline ""two"", 0"',
      '2020-01-02,,"one\nline"',
      '2020-01-03,6.5,"a\n\nb"',
      '2020-01-04,4.5,plain'
    ),
    rows: 4,
    skipped: 0,
    columns: [
      date('2020-01-01', '2020-01-04'),
      ['sales (EUR)', V, 5.5, 4.5, 1],
      ['note', I, 'one\nline "two", 0', 'plain']
    ],
    lineOf: ['gaps', 5]
  },
  {
    title: 'an inch mark that opens no cell',
    text: lines('pipe;v', '5" long;5', '6" long;4', '7" long;6'),
    columns: [['pipe', T, '5" long', '7" long'], v(5, 6)]
  },
  {
    title: 'several rows with too many cells',
    text: lines('t,v', '1,5', '2,4,5', '3,6', '4,7,1,1', '5,2', '6,3', '7,4', '8,5', '9,4'),
    error: /line 3: 3 cells where the first row has 2, and so in 2 lines \(3, 5\)\. Mend these lines/
  },
  { title: 'names and no rows', text: 'date,x\n', error: /has a line of names \(date, x\) and no rows below it/ },
  {
    title: 'a last row without a time',
    text: lines('date,v', '2020-01-01,5', '2020-01-02,4', '2020-01-03,6', ',15'),
    rows: 4,
    columns: [date('2020-01-01', null), v(5, 15)],
    warnings: ['last-without-time']
  },
  {
    title: 'a total of one column without a time is no future of that column',
    text: lines('date,a,b', '2020-01-01,5,7', '2020-01-02,4,6', '2020-01-03,6,8', '2020-01-04,6,9', ',21,'),
    columns: [date('2020-01-01', null), ['a', V, 5, 21], ['b', V, 7, 9, 1]],
    warnings: ['last-without-time', 'gaps'],
    noWarnings: ['ahead-guessed']
  },
  {
    title: 'a row of units below the names',
    text: lines('date,a,v', ',°C,m/s', '2020-01-01,20.5,5', '2020-01-02,21.5,4', '2020-01-03,19.5,6'),
    skipped: 1,
    columns: [date('2020-01-01', '2020-01-03'), ['a', V, 20.5, 19.5], v(5, 6)],
    warnings: ['rows-beside-header']
  },
  ...(
    [
      ['dates of another form', '1/2020-11', '1/2020-12'],
      ['weeks', 'Wk11', 'Wk12']
    ] as const
  ).map(([what, first, last]): TableCase => ({
    title: `${what} below days`,
    text: lines(
      'date,v',
      ...[...Array(10).keys()].map((i) => `2020-01-1${i},${5 + (i % 3)}`),
      `${first},7`,
      `${last},8`
    ),
    rows: 12,
    columns: [date('2020-01-10', last), v(5, 8)],
    warnings: ['time-unreadable']
  })),
  {
    title: "Excel's line with the delimiter",
    text: lines('sep=;', 't;a;b', '1;2,5;3', '2;2,75;2', '3;2,25;5'),
    columns: [
      ['t', T, 1, 3],
      ['a', V, 2.5, 2.25],
      ['b', V, 3, 5]
    ],
    skipped: 1,
    delimiter: ';'
  },
  {
    title: "Excel's line with a comma",
    text: lines('"sep=,"', 't,a', '1,2.5', '2,2.75', '3,2.25'),
    columns: [
      ['t', T, 1, 3],
      ['a', V, 2.5, 2.25]
    ],
    skipped: 1
  },
  {
    title: 'comments above',
    text: lines('# a note, with a comma', '# and another, one', 'year,value', '2001,5.5', '2002,4.5', '2003,6.5'),
    columns: [
      ['year', T, 2001, 2003],
      ['value', V, 5.5, 6.5]
    ],
    skipped: 2
  },
  {
    title: 'comments with per cent signs',
    text: lines('% a note', 'year;value', '2001;5.5', '2002;4.5', '2003;6.5'),
    columns: [
      ['year', T, 2001, 2003],
      ['value', V, 5.5, 6.5]
    ],
    skipped: 1
  },
  {
    title: 'comments with slashes',
    text: lines('// a note', 'year\tvalue', '2001\t5.5', '2002\t4.5', '2003\t6.5'),
    columns: [
      ['year', T, 2001, 2003],
      ['value', V, 5.5, 6.5]
    ],
    skipped: 1
  },
  {
    title: 'comments with exclamation marks',
    text: lines('! a note', '! two', '2001 5.5', '2002 4.5', '2003 6.5'),
    header: false,
    columns: [
      ['1', T, 2001, 2003],
      ['2', V, 5.5, 6.5]
    ],
    skipped: 2
  },
  {
    title: 'comments between rows',
    text: lines('year,value', '2001,5.5', '# moved', '2002,4.5', '2003,6.5'),
    columns: [
      ['year', T, 2001, 2003],
      ['value', V, 5.5, 6.5]
    ],
    rows: 3,
    skipped: 1
  },
  {
    title: 'the header in a comment',
    text: lines('# t v', '1 5.5', '2 4.5', '3 6.5'),
    header: true,
    columns: [['t', T, 1, 3], v(5.5, 6.5)]
  },
  {
    title: 'a title',
    text: lines('Monthly means of the station', '', 'year,value', '2001,5.5', '2002,4.5', '2003,6.5'),
    columns: [
      ['year', T, 2001, 2003],
      ['value', V, 5.5, 6.5]
    ],
    skipped: 1
  },
  {
    title: 'a title with empty cells',
    text: lines('Monthly means;;', 'year;a;b', '2001;5,5;1', '2002;4,5;2', '2003;6,5;1'),
    columns: [
      ['year', T, 2001, 2003],
      ['a', V, 5.5, 6.5],
      ['b', V, 1, 1]
    ],
    skipped: 1
  },
  {
    title: 'facts about the table above it',
    text: lines('Station: Berlin', 'Unit: mm', 'Date,Value', '2020-01-01,5.5', '2020-01-02,4.5', '2020-01-03,6.5'),
    columns: [
      ['Date', T, '2020-01-01', '2020-01-03'],
      ['Value', V, 5.5, 6.5]
    ],
    skipped: 2
  },
  {
    title: 'facts with as many cells as the table',
    text: lines('Station,Berlin', 'Unit,mm', 'Date,Value', '2020-01-01,5.5', '2020-01-02,4.5', '2020-01-03,6.5'),
    columns: [
      ['Date', T, '2020-01-01', '2020-01-03'],
      ['Value', V, 5.5, 6.5]
    ],
    skipped: 2
  },
  {
    title: 'a total below',
    text: lines('year,value', '2001,5', '2002,4', '2003,6', 'Total,15'),
    columns: [
      ['year', T, 2001, 2003],
      ['value', V, 5, 6]
    ],
    rows: 3,
    skipped: 1,
    warnings: ['rows-total']
  },
  {
    title: 'a German total',
    text: lines('Jahr;Wert', '2001;5,5', '2002;4,5', '2003;6,5', 'Summe;16,5'),
    columns: jahr(5.5, 6.5, 3),
    rows: 3,
    skipped: 1
  },
  {
    title: 'a Korean total',
    text: lines('연도,값', '2001,5', '2002,4', '2003,6', '합계,15'),
    columns: [
      ['연도', T, 2001, 2003],
      ['값', V, 5, 6]
    ],
    rows: 3,
    skipped: 1
  },
  {
    title: 'a source below',
    text: lines('year,value', '2001,5', '2002,4', '2003,6', '', 'Source: the institute'),
    columns: [
      ['year', T, 2001, 2003],
      ['value', V, 5, 6]
    ],
    rows: 3,
    skipped: 1
  },
  {
    title: 'a total after dates',
    text: lines('Datum;Wert', '01.01.2020;5,5', '02.01.2020;4,5', '03.01.2020;6,5', 'Gesamt;16,5'),
    columns: [
      ['Datum', T, '01.01.2020', '03.01.2020'],
      ['Wert', V, 5.5, 6.5]
    ],
    rows: 3,
    skipped: 1
  },
  {
    title: 'columns by blanks',
    text: lines('year  value', '2001   5.5', '2002   4.5', '2003  16.5'),
    delimiter: ' ',
    columns: [
      ['year', T, 2001, 2003],
      ['value', V, 5.5, 16.5]
    ]
  },
  {
    title: 'columns by blanks, set in',
    text: lines('   1   5.50', '   2  14.50', '   3   6.50'),
    delimiter: ' ',
    header: false,
    columns: [
      ['1', T, 1, 3],
      ['2', V, 5.5, 6.5]
    ]
  },
  {
    title: 'blank lines',
    text: lines('', 't,v', '', '1,5', '', '2,4', '3,6', ''),
    columns: [['t', T, 1, 3], v(5, 6)],
    rows: 3,
    skipped: 0
  },
  {
    title: 'delimiters at the ends of lines',
    text: lines('t,v,', '1,5,', '2,4,', '3,6,'),
    columns: [['t', T, 1, 3], v(5, 6)]
  },
  {
    title: 'delimiters at the ends of rows only',
    text: lines('t,v', '1,5,', '2,4,', '3,6,'),
    columns: [['t', T, 1, 3], v(5, 6)]
  },
  { title: 'blanks around cells', text: lines('t , v', '1 , 5', '2 , 4', '3 , 6'), columns: [['t', T, 1, 3], v(5, 6)] },
  {
    title: 'a blank before a quotation mark',
    text: lines('t, "v"', '1, "20.5"', '2, "20.25"', '3, "20.75"'),
    columns: [['t', T, 1, 3], v(20.5, 20.75)]
  },
  {
    title: 'a blank before quoted thousands',
    text: lines('t, "v"', '1, "1,234"', '2, "2,345"', '3, "999"'),
    columns: [['t', T, 1, 3], v(1234, 999)]
  },
  {
    title: 'everything in quotes',
    text: lines('"t","v"', '"1","5.5"', '"2","4.5"', '"3","6.5"'),
    columns: [['t', T, 1, 3], v(5.5, 6.5)]
  },
  {
    title: 'single quotation marks',
    text: lines("'t';'v'", "'1';'5,5'", "'2';'4,5'", "'3';'6,5'"),
    columns: [['t', T, 1, 3], v(5.5, 6.5)]
  },
  {
    title: 'types below the names',
    text: lines(
      'site_no\tdatetime\tflow',
      '5s\t20d\t14n',
      '01\t2020-01-01\t5.5',
      '01\t2020-01-02\t4.5',
      '01\t2020-01-03\t6.5'
    ),
    columns: [
      ['site_no', I, 1, 1],
      ['datetime', T, '2020-01-01', '2020-01-03'],
      ['flow', V, 5.5, 6.5]
    ],
    skipped: 1
  }
]
