// Names of columns.

import { lines, T, V, I, v, date, type TableCase } from './case'

export const headers: TableCase[] = [
  {
    title: 'a flag in the first row of data',
    text: lines(
      'date,a,v',
      '2020-01-01,20.1*,5',
      '2020-01-02,22.5,4',
      '2020-01-03,23.5,6',
      '2020-01-04,24,6',
      '2020-01-05,21.5*,7'
    ),
    header: true,
    skipped: 0,
    columns: [date('2020-01-01', '2020-01-05'), ['a', V, 22.5, 24, 2], v(5, 7)],
    warnings: ['not-numbers']
  },
  {
    title: 'flags in the first two rows of data, years',
    text: lines('year,a', '2001,T', '2002,T', '2003,0.5', '2004,1.5', '2005,0', '2006,2.5', '2007,3', '2008,1'),
    header: true,
    columns: [
      ['year', T, 2001, 2008],
      ['a', V, 0.5, 1, 2]
    ]
  },
  {
    title: 'numbers of columns without names, by pandas',
    text: lines(',0,1', '0,20.5,40.5', '1,21.5,41.5', '2,19.5,42.5'),
    header: true,
    columns: [
      ['1', T, 0, 2],
      ['0', V, 20.5, 19.5],
      ['1 (3)', V, 40.5, 42.5]
    ],
    warnings: ['header-guessed']
  },
  {
    title: 'years as names',
    text: lines('Date,2019,2020', '2021-01-01,100,200.00', '2021-01-02,105,201.99', '2021-01-03,102,203.89'),
    header: true,
    columns: [
      ['Date', T, '2021-01-01', '2021-01-03'],
      ['2019', V, 100, 102],
      ['2020', V, 200, 203.89]
    ]
  },
  {
    title: 'one numeric name',
    text: lines('a,2020', 'x0,0.25', 'x1,0.5', 'x2,0.125'),
    header: true,
    columns: [
      ['a', T, 'x0', 'x2'],
      ['2020', V, 0.25, 0.125]
    ]
  },
  {
    title: 'only years as names',
    text: lines('2019,2020,2021', '10.5,20.5,30.5', '11.5,19.5,31.5', '9.5,21.5,29.5'),
    header: true,
    columns: [
      ['2019', V, 10.5, 9.5],
      ['2020', V, 20.5, 21.5],
      ['2021', V, 30.5, 29.5]
    ],
    warnings: ['header-guessed']
  },
  {
    title: 'months as names',
    text: lines('city,2020-01,2020-02', 'a,1.5,2.5', 'b,1.25,2.25', 'c,1.75,2.75'),
    header: true,
    columns: [
      ['city', I, 'a', 'c'],
      ['2020-01', V, 1.5, 1.75],
      ['2020-02', V, 2.5, 2.75]
    ]
  },
  {
    title: 'no header, decimal commas',
    text: lines('1,5;2,5', '3,5;0,5', '1,25;7'),
    header: false,
    columns: [
      ['1', V, 1.5, 1.25],
      ['2', V, 2.5, 7]
    ]
  },
  {
    title: 'no header, one column',
    text: lines('5', '4', '6', '3'),
    header: false,
    delimiter: null,
    columns: [['1', V, 5, 3]]
  },
  { title: 'one column with a name', text: lines('v', '5.5', '4.5', '6.5'), header: true, columns: [v(5.5, 6.5)] },
  {
    title: 'one column of decimal commas',
    text: lines('12,5', '13,25', '14,75', '15,5'),
    header: false,
    delimiter: null,
    columns: [['1', V, 12.5, 15.5]],
    warnings: ['comma-either']
  },
  {
    title: 'one column of decimal commas with a name',
    text: lines('Wert', '12,5', '13,25', '14,75'),
    header: true,
    columns: [['Wert', V, 12.5, 14.75]]
  },
  {
    title: 'pairs of whole numbers that count',
    text: lines('1,15', '2,25', '3,35', '4,5'),
    header: false,
    delimiter: ',',
    columns: [
      ['1', T, 1, 4],
      ['2', V, 15, 5]
    ]
  },
  {
    title: 'names of rows as R writes them',
    text: lines('v,w', '1,20.5,7.5', '2,20.25,7.25', '3,20.75,7.75'),
    header: true,
    columns: [['row', T, 1, 3], v(20.5, 20.75), ['w', V, 7.5, 7.75]],
    warnings: ['row-names']
  },
  {
    title: 'names of rows in quotes',
    text: lines('"v"\t"w"', '"1"\t20.5\t7.5', '"2"\t20.25\t7.25', '"3"\t20.75\t7.75'),
    columns: [['row', T, 1, 3], v(20.5, 20.75), ['w', V, 7.5, 7.75]]
  },
  {
    title: 'an index without a name, as pandas writes it',
    text: lines(',a,b', '0,5.5,1.5', '1,4.5,2.5', '2,6.5,1.25'),
    columns: [
      ['1', T, 0, 2],
      ['a', V, 5.5, 6.5],
      ['b', V, 1.5, 1.25]
    ]
  },
  {
    title: 'an index and a date',
    text: lines(',date,v', '0,2020-01-01,5', '1,2020-01-02,4', '2,2020-01-03,6'),
    columns: [['1', I, 0, 2], date('2020-01-01', '2020-01-03'), v(5, 6)]
  },
  {
    title: 'names twice',
    text: lines('t,v,v', '1,5.5,1.5', '2,4.5,2.5', '3,6.5,1.25'),
    columns: [['t', T, 1, 3], v(5.5, 6.5), ['v (3)', V, 1.5, 1.25]],
    warnings: ['names-repeated']
  },
  {
    title: 'the header stands again',
    text: lines('t,v', '1,5', '2,4', 't,v', '3,6', '4,3'),
    columns: [['t', T, 1, 4], v(5, 3)],
    rows: 4,
    skipped: 1,
    warnings: ['header-repeated']
  },
  {
    title: 'heights as names',
    text: lines('date,2m,10 m', '2020-01-01,5.5,7.5', '2020-01-02,4.5,6.5', '2020-01-03,6.5,8.5'),
    header: true,
    columns: [
      ['date', T, '2020-01-01', '2020-01-03'],
      ['2m', V, 5.5, 6.5],
      ['10 m', V, 7.5, 8.5]
    ]
  },
  {
    title: 'heights as names of all columns',
    text: lines('2m,10m', '5.5,7.5', '4.5,6.5', '6.5,8.5'),
    header: true,
    columns: [
      ['2m', V, 5.5, 6.5],
      ['10m', V, 7.5, 8.5]
    ]
  },
  {
    title: 'a row of units',
    text: lines('time;temp', '[s];[°C]', '1;20,5', '2;21,5', '3;19,5'),
    columns: [
      ['time', T, 1, 3],
      ['temp', V, 20.5, 19.5]
    ],
    skipped: 1
  },
  {
    title: 'a row of units in brackets',
    text: lines('time,load', '(h),(MW)', '1,20.5', '2,21.5', '3,19.5'),
    columns: [
      ['time', T, 1, 3],
      ['load', V, 20.5, 19.5]
    ],
    skipped: 1
  },
  {
    title: 'units in the names',
    text: lines('time [s],temp [°C]', '1,20.5', '2,21.5', '3,19.5'),
    columns: [
      ['time [s]', T, 1, 3],
      ['temp [°C]', V, 20.5, 19.5]
    ]
  },
  {
    title: 'two levels of names',
    text: lines(
      't,in,,out,',
      ',min,max,min,max',
      '1,1.5,2.5,3.5,4.5',
      '2,1.25,2.25,3.25,4.25',
      '3,1.75,2.75,3.75,4.75'
    ),
    columns: [
      ['t', T, 1, 3],
      ['in min', V, 1.5, 1.75],
      ['in max', V, 2.5, 2.75],
      ['out min', V, 3.5, 3.75],
      ['out max', V, 4.5, 4.75]
    ]
  },
  {
    title: 'names with delimiters in quotes',
    text: lines('t,"v, scaled"', '1,5', '2,-4', '3,6'),
    columns: [
      ['t', T, 1, 3],
      ['v, scaled', V, 5, 6]
    ]
  },
  {
    title: 'names over two lines',
    text: lines('t,"load', '(MW)"', '1,5.5', '2,4.5', '3,6.5'),
    columns: [
      ['t', T, 1, 3],
      ['load (MW)', V, 5.5, 6.5]
    ]
  }
]
