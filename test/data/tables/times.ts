// Columns that hold the time, and the order of rows.

import { lines, T, V, I, v, date, type TableCase } from './case'

export const times: TableCase[] = [
  {
    title: 'year and month with a full stop, without zeros',
    text: lines('시점,v', '2005.9,5', '2005.10,4', '2005.11,6', '2005.12,7', '2006.1,8', '2006.2,5'),
    columns: [['시점', T, '2005.9', '2006.2'], v(5, 5)]
  },
  {
    title: 'year and month with a full stop',
    text: lines('시점,v', '2005.11,5', '2005.12,4', '2006.01,6', '2006.02,7'),
    columns: [['시점', T, '2005.11', '2006.02'], v(5, 7)]
  },
  {
    title: 'a date and the hour as a number',
    text: lines('date;hour;v', '20200101;22;5', '20200101;23;4', '20200102;0;6', '20200102;1;7'),
    columns: [date(20200101, 20200102), ['hour', T, 22, 1], v(5, 7)],
    warnings: ['time-joined']
  },
  {
    title: 'times of day past midnight',
    text: lines('time,v', '22:30,5', '23:00,4', '23:30,6', '00:00,7', '00:30,8', '01:00,9'),
    columns: [['time', T, '22:30', '01:00'], v(5, 9)],
    noWarnings: ['time-unordered', 'series-restart', 'time-jumps']
  },
  {
    title: 'newest year first',
    text: lines('year,v', '2008,2.9', '2007,7.5', '2006,15.2', '2005,29.8'),
    columns: [['year', T, 2005, 2008], v(29.8, 2.9)],
    warnings: ['time-reversed']
  },
  {
    title: 'newest date first',
    text: lines('date,v', '2020-01-03,5', '2020-01-02,4', '2020-01-01,6'),
    columns: [date('2020-01-01', '2020-01-03'), v(6, 5)],
    warnings: ['time-reversed']
  },
  {
    title: 'newest yyyymmdd first',
    text: lines('day,v', '20200301,5', '20200229,4', '20200228,6'),
    columns: [['day', T, 20200228, 20200301], v(6, 5)],
    warnings: ['time-reversed']
  },
  {
    title: 'newest Unix second first',
    text: lines('ts,v', '1700007200,5', '1700003600,4', '1700000000,6'),
    columns: [['ts', T, 1700000000, 1700007200], v(6, 5)],
    warnings: ['time-reversed']
  },
  {
    title: 'newest first without a header',
    text: lines('2008,2.9', '2007,7.5', '2006,15.2'),
    header: false,
    columns: [
      ['1', T, 2006, 2008],
      ['2', V, 15.2, 2.9]
    ],
    warnings: ['time-reversed']
  },
  {
    title: 'newest German date first',
    text: lines('Datum;Kurs', '03.01.2020;1,5', '02.01.2020;1,25', '01.01.2020;1,75'),
    columns: [
      ['Datum', T, '01.01.2020', '03.01.2020'],
      ['Kurs', V, 1.75, 1.5]
    ],
    warnings: ['time-reversed']
  },
  {
    title: 'yyyymmdd',
    text: lines('date,v', '20200228,5', '20200229,4', '20200301,6'),
    columns: [date(20200228, 20200301), v(5, 6)]
  },
  {
    title: 'yyyymm',
    text: lines('month,v', '202011,5', '202012,4', '202101,6'),
    columns: [['month', T, 202011, 202101], v(5, 6)]
  },
  {
    title: 'yyyymmddhhmm',
    text: lines('time,v', '202001010000,5', '202001010010,4', '202001010020,6'),
    columns: [['time', T, 202001010000, 202001010020], v(5, 6)]
  },
  {
    title: 'Unix seconds',
    text: lines('a,b', '1700000000,5', '1700003600,4', '1700007200,6'),
    columns: [
      ['a', T, 1700000000, 1700007200],
      ['b', V, 5, 6]
    ]
  },
  {
    title: 'Unix milliseconds',
    text: lines('timestamp,v', '1700000000000,5', '1700000060000,4', '1700000120000,6'),
    columns: [['timestamp', T, 1700000000000, 1700000120000], v(5, 6)]
  },
  {
    title: 'days of Excel',
    text: lines('Date,v', '43831,5', '43832,4', '43833,6'),
    columns: [['Date', T, 43831, 43833], v(5, 6)]
  },
  {
    title: 'moments of Excel',
    text: lines('Datetime,v', '43831.25,5', '43831.5,4', '43831.75,6'),
    columns: [['Datetime', T, 43831.25, 43831.75], v(5, 6)]
  },
  {
    title: 'years with fractions',
    text: lines('decimal date,v', '1958.2027,5', '1958.2877,4', '1958.3699,6'),
    columns: [['decimal date', T, 1958.2027, 1958.3699], v(5, 6)]
  },
  {
    title: 'the year in the last column',
    text: lines('v,year', '5,2001', '4,2002', '6,2003'),
    columns: [v(5, 6), ['year', T, 2001, 2003]]
  },
  {
    title: 'a Korean year',
    text: lines('연도,값', '2001,5', '2002,4', '2003,6'),
    columns: [
      ['연도', T, 2001, 2003],
      ['값', V, 5, 6]
    ]
  },
  {
    title: 'year and month',
    text: lines('year,month,v', '2000,11,5', '2000,12,4', '2001,1,6'),
    columns: [['year', T, 2000, 2001], ['month', T, 11, 1], v(5, 6)],
    warnings: ['time-joined']
  },
  {
    title: 'year and month by name',
    text: lines('Year,Month,v', '2000,Nov,5', '2000,Dec,4', '2001,Jan,6'),
    columns: [['Year', T, 2000, 2001], ['Month', T, 'Nov', 'Jan'], v(5, 6)],
    warnings: ['time-joined']
  },
  {
    title: 'year, month, day, hour',
    text: lines('No,year,month,day,hour,v', '1,2010,1,1,22,5', '2,2010,1,1,23,4', '3,2010,1,2,0,6'),
    columns: [
      ['No', I, 1, 3],
      ['year', T, 2010, 2010],
      ['month', T, 1, 1],
      ['day', T, 1, 2],
      ['hour', T, 22, 0],
      v(5, 6)
    ],
    warnings: ['time-joined']
  },
  {
    title: 'Korean year and month',
    text: lines('년,월,기온', '2000,11,5', '2000,12,4', '2001,1,6'),
    columns: [
      ['년', T, 2000, 2001],
      ['월', T, 11, 1],
      ['기온', V, 5, 6]
    ]
  },
  {
    title: 'year and month, newest first',
    text: lines('year,month,v', '2001,1,5', '2000,12,4', '2000,11,6'),
    columns: [['year', T, 2000, 2001], ['month', T, 11, 1], v(6, 5)],
    warnings: ['time-reversed']
  },
  {
    title: 'a date and a time of day',
    text: lines('Date,Time,v', '2020-01-01,23:00,5', '2020-01-01,23:30,4', '2020-01-02,00:00,6'),
    columns: [['Date', T, '2020-01-01', '2020-01-02'], ['Time', T, '23:00', '00:00'], v(5, 6)],
    warnings: ['time-joined']
  },
  {
    title: 'a date and a time of day between blanks',
    text: lines('2020-01-01 23:00 5.5', '2020-01-01 23:30 4.5', '2020-01-02 00:00 6.5'),
    header: false,
    delimiter: ' ',
    columns: [
      ['1', T, '2020-01-01', '2020-01-02'],
      ['2', T, '23:00', '00:00'],
      ['3', V, 5.5, 6.5]
    ]
  },
  {
    title: 'one hour twice',
    text: lines('ts,v', '1700000000,5', '1700003600,4', '1700003600,4.5', '1700007200,6'),
    columns: [['ts', T, 1700000000, 1700007200], v(5, 6)],
    warnings: ['time-repeats']
  },
  {
    title: 'the hour of daylight saving comes back',
    text: lines(
      'time,v',
      '2020-10-25 01:00,5',
      '2020-10-25 01:30,4',
      '2020-10-25 02:00,3',
      '2020-10-25 02:30,6',
      '2020-10-25 02:00,3',
      '2020-10-25 02:30,6.5',
      '2020-10-25 03:00,7'
    ),
    columns: [['time', T, '2020-10-25 01:00', '2020-10-25 03:00'], v(5, 7)],
    warnings: ['hour-twice']
  },
  {
    title: 'shuffled years',
    text: lines('year,v', '2003,5', '2001,4', '2004,6', '2002,7'),
    columns: [['year', T, 2001, 2004], v(4, 6)],
    warnings: ['time-unordered'],
    noWarnings: ['time-jumps']
  },
  {
    title: 'shuffled dates',
    text: lines('date,v', '2020-01-03,5', '2020-01-01,4', '2020-01-04,6', '2020-01-02,7'),
    columns: [date('2020-01-01', '2020-01-04'), v(4, 6)],
    warnings: ['time-unordered'],
    noWarnings: ['time-jumps']
  },
  {
    title: 'labels that count',
    text: lines('Date,load,2020', 'd0,1.5,0.25', 'd1,1.25,0.5', 'd2,1.75,0.125'),
    columns: [
      ['Date', T, 'd0', 'd2'],
      ['load', V, 1.5, 1.75],
      ['2020', V, 0.25, 0.125]
    ]
  },
  {
    title: 'days by number and word',
    text: lines('날짜\t기온', '1일\t1.5', '2일\t2.5', '3일\t1.25'),
    columns: [
      ['날짜', T, '1일', '3일'],
      ['기온', V, 1.5, 1.25]
    ]
  },
  {
    title: 'a counter and a time',
    text: lines('id,year,v', '1,2001,5', '2,2002,4', '3,2003,6'),
    columns: [['id', I, 1, 3], ['year', T, 2001, 2003], v(5, 6)]
  },
  {
    title: 'a time that only rises, unnamed',
    text: lines('1700.5;5.5', '1702.25;4.5', '1703.5;6.5'),
    header: false,
    columns: [
      ['1', T, 1700.5, 1703.5],
      ['2', V, 5.5, 6.5]
    ],
    warnings: ['time-guessed']
  },
  {
    title: 'a decimal date beside year and month',
    text: lines(
      'year,month,decimal date,average',
      '1958,3,1958.2027,315.5',
      '1958,4,1958.2877,317.25',
      '1958,5,1958.3699,317.5'
    ),
    columns: [
      ['year', T, 1958, 1958],
      ['month', T, 3, 5],
      ['decimal date', I, 1958.2027, 1958.3699],
      ['average', V, 315.5, 317.5]
    ]
  },
  {
    title: 'a value that only rises beside a date',
    text: lines('date,population', '2020-01-01,100', '2020-01-02,101', '2020-01-03,102'),
    columns: [date('2020-01-01', '2020-01-03'), ['population', V, 100, 102]]
  },
  {
    title: 'a falling value in the first column is no time',
    text: lines('charge,v', '9.5,5', '7.25,4', '6.5,6'),
    columns: [['charge', V, 9.5, 6.5], v(5, 6)]
  }
]
