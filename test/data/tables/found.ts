// Tables in the forms of banks, exchanges and weather services.

import { lines, T, V, I, G, v, type Column, type TableCase } from './case'

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const months = lines(
  ['Year', ...monthNames, 'Mean'].join(),
  ...[0, 1, 2].map((i) => [2001 + i, ...monthNames.map((_, m) => (i === 2 && m > 2 ? '' : (m + i) % 5)), 2].join())
)

export const found: TableCase[] = [
  {
    title: 'prices, newest first, with months and millions',
    text: lines(
      '"Date","Price","Vol.","Change %"',
      '"Jan 06, 2020","299.80","29.64M","0.80%"',
      '"Jan 03, 2020","297.43","36.63M","-0.97%"',
      '"Jan 02, 2020","300.35","33.91M","2.28%"'
    ),
    columns: [
      ['Date', T, 'Jan 02, 2020', 'Jan 06, 2020'],
      ['Price', V, 300.35, 299.8],
      ['Vol.', V, 33910000, 29640000],
      ['Change %', V, 2.28, 0.8]
    ]
  },
  {
    title: 'prices in dollars, American dates, newest first',
    text: lines(
      'Date,Close/Last,Volume',
      '01/06/2020,$299.80,29644640',
      '01/03/2020,$297.43,36633880',
      '01/02/2020,$300.35,33911860'
    ),
    columns: [
      ['Date', T, '01/02/2020', '01/06/2020'],
      ['Close/Last', V, 300.35, 299.8],
      ['Volume', V, 33911860, 29644640]
    ]
  },
  {
    title: 'a note of many words below',
    text: lines(
      'Month,"passengers: thousands. Jan 49 ? Dec 60"',
      '"1949-01",112',
      '"1949-02",118',
      '"1949-03",132',
      '',
      'passengers: thousands. Jan 49 ? Dec 60'
    ),
    columns: [
      ['Month', T, '1949-01', '1949-03'],
      ['passengers: thousands. Jan 49 ? Dec 60', V, 112, 132]
    ],
    rows: 3,
    skipped: 1
  },
  {
    title: 'a balance below',
    text: lines('Datum;Betrag', '01.01.20;-1.234,50 EUR', '02.01.20;12,00 EUR', '03.01.20;7,25 EUR', 'Saldo;5,00 EUR'),
    columns: [
      ['Datum', T, '01.01.20', '03.01.20'],
      ['Betrag', V, -1234.5, 7.25]
    ],
    rows: 3,
    skipped: 1
  },
  {
    title: 'carbon dioxide: notes, names in the last note',
    text: lines(
      '# Mauna Loa',
      '#  year month decimal average',
      '  1958   3    1958.2027      315.70',
      '  1958   4    1958.2877      317.45',
      '  1958   5    1958.3699      317.51'
    ),
    columns: [
      ['year', T, 1958, 1958],
      ['month', T, 3, 5],
      ['decimal', I, 1958.2027, 1958.3699],
      ['average', V, 315.7, 317.51]
    ]
  },
  {
    title: 'countries and years',
    text: lines(
      'Country Name,Country Code,1960,1961,1962',
      'Aruba,ABW,1.5,2.5,3.5',
      'Brazil,BRA,2.5,3.5,4.5',
      'Chile,CHL,5.5,3.5,4.25'
    ),
    header: true,
    columns: [
      ['Country Name', I, 'Aruba', 'Chile'],
      ['Country Code', I, 'ABW', 'CHL'],
      ['1960', V, 1.5, 5.5],
      ['1961', V, 2.5, 3.5],
      ['1962', V, 3.5, 4.25]
    ],
    warnings: ['time-across']
  },
  {
    title: 'countries and years, turned',
    text: lines(
      'Country Name,Country Code,1960,1961,1962',
      'Aruba,ABW,1.5,2.5,3.5',
      'Brazil,BRA,2.5,3.5,4.5',
      'Chile,CHL,5.5,3.5,4.25'
    ),
    given: { across: true },
    rows: 9,
    columns: [
      ['Country Name', G, 'Aruba', 'Chile'],
      ['Country Code', I, 'ABW', 'CHL'],
      ['year', T, 1960, 1962],
      ['value', V, 1.5, 4.25]
    ],
    noWarnings: ['time-across']
  },
  {
    title: 'a row for each year and a column for each month',
    text: months,
    columns: [
      ['Year', T, 2001, 2003],
      ...monthNames.map((name, m): Column => [name, V, m % 5, m < 3 ? (m + 2) % 5 : (m + 1) % 5]),
      ['Mean', I, 2, 2]
    ],
    warnings: ['time-across']
  },
  {
    title: 'a row for each year and a column for each month, turned, the last year not over',
    text: months,
    given: { across: true },
    rows: 27,
    columns: [
      ['Year', T, 2001, 2003],
      ['Mean', I, 2, 2],
      ['month', T, 1, 3],
      ['value', V, 0, 4]
    ],
    warnings: ['time-joined'],
    noWarnings: ['time-across', 'gaps', 'time-jumps']
  },
  {
    title: 'quarters across',
    text: lines('Year,Q1,Q2,Q3,Q4', '1990,5,4,6,3', '1991,7,5,8,6', '1992,9,7,6,8'),
    columns: [
      ['Year', T, 1990, 1992],
      ...[1, 2, 3, 4].map((q): Column => [`Q${q}`, V, [5, 4, 6, 3][q - 1], [9, 7, 6, 8][q - 1]])
    ],
    warnings: ['time-across']
  },
  {
    title: 'quarters across, turned',
    text: lines('Year,1분기,2분기,3분기,4분기', '1990,5,4,6,3', '1991,7,5,8,6', '1992,9,7,6,8'),
    given: { across: true },
    columns: [
      ['Year', T, 1990, 1992],
      ['month', T, 1, 10],
      ['value', V, 5, 8]
    ],
    noWarnings: ['time-jumps']
  },
  {
    title: 'months of Austria and a sum, turned',
    text: lines(
      'Jahr;Jän;Feb;Mär;Apr;Mai;Jun;Jul;Aug;Sep;Okt;Nov;Dez;Summe',
      ...[1990, 1991, 1992].map((y) => [y, ...Array.from({ length: 12 }, (_, m) => (m * 5) % 7), 3 * y].join(';'))
    ),
    given: { across: true },
    rows: 36,
    columns: [
      ['Jahr', T, 1990, 1992],
      ['Summe', I, 5970, 5976],
      ['month', T, 1, 12],
      ['value', V, 0, 6]
    ],
    warnings: ['across-left'],
    noWarnings: ['time-jumps']
  },
  ...['2020.', '2020'].map((year): TableCase => ({
    title: `months across, named ${year}01`,
    text: lines(
      ['구분', ...['01', '02', '03', '04'].map((m) => year + m)].join(),
      '전력,100.5,101.5,99.5,98.5',
      '가스,200.5,199.5,201.5,198.5'
    ),
    given: { across: true },
    columns: [
      ['구분', G, '전력', '가스'],
      // Dates of digits alone are shown as numbers.
      ['date', T, year === '2020' ? 202001 : '2020.01', year === '2020' ? 202004 : '2020.04'],
      ['value', V, 100.5, 198.5]
    ],
    warnings: ['header-guessed']
  })),
  {
    title: 'dates across, turned',
    text: lines('Region,Lat,1/22/20,1/23/20,1/24/20', 'A,5.5,1,2,4', 'B,6.5,2,3,1'),
    given: { across: true },
    columns: [
      ['Region', G, 'A', 'B'],
      ['Lat', I, 5.5, 6.5],
      ['date', T, '1/22/20', '1/24/20'],
      ['value', V, 1, 1]
    ]
  },
  {
    title: 'nothing to turn',
    text: lines('t,v', '1,5', '2,4', '3,6'),
    given: { across: true },
    error: /no columns that are named by times/
  },
  {
    title: 'the number and the name of a station',
    text: lines(
      '지점,지점명,일시,기온',
      '108,서울,2020-01-01,-2.2',
      '108,서울,2020-01-02,1',
      '108,서울,2020-01-03,-0.1',
      '159,부산,2020-01-01,3.2',
      '159,부산,2020-01-02,5',
      '159,부산,2020-01-03,6.1'
    ),
    columns: [
      ['지점', I, 108, 159],
      ['지점명', G, '서울', '부산'],
      ['일시', T, '2020-01-01', '2020-01-03'],
      ['기온', V, -2.2, 6.1]
    ]
  },
  {
    title: 'power: date and time, points, question marks',
    text: lines(
      'Date;Time;power;Voltage',
      '16/12/2006;17:24:00;4.216;234.840',
      '16/12/2006;17:25:00;5.360;233.630',
      '16/12/2006;17:26:00;?;233.290',
      '16/12/2006;17:27:00;5.388;233.740'
    ),
    columns: [
      ['Date', T, '16/12/2006', '16/12/2006'],
      ['Time', T, '17:24:00', '17:27:00'],
      ['power', V, 4.216, 5.388, 1],
      ['Voltage', V, 234.84, 233.74]
    ]
  },
  {
    title: 'names of months alone',
    text: lines('Monat;Umsatz', 'Januar;5,5', 'Februar;4,5', 'März;6,5', 'April;7,5'),
    columns: [
      ['Monat', T, 'Januar', 'April'],
      ['Umsatz', V, 5.5, 7.5]
    ]
  },
  {
    title: 'months that go round',
    text: lines('month,v', ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map((m, i) => `${m},${(i * 5) % 7}`)),
    columns: [['month', T, 1, 3], v(0, 0)]
  },
  {
    title: 'numbers of rows in disorder',
    text: lines('id,value', '7,5', '3,6', '9,4', '1,5.5'),
    columns: [
      ['id', I, 7, 1],
      ['value', V, 5, 5.5]
    ]
  },
  {
    title: 'tildes between columns',
    text: lines('a~b', '1~2.5', '2~3.5', '3~1.5'),
    columns: [
      ['a', T, 1, 3],
      ['b', V, 2.5, 1.5]
    ]
  },
  {
    title: 'colons between columns',
    text: lines('a:b', '1:2.5', '2:3.5', '3:1.5'),
    columns: [
      ['a', T, 1, 3],
      ['b', V, 2.5, 1.5]
    ]
  },
  {
    title: 'a lone counter',
    text: lines('value', '1', '2', '3', '4'),
    error: /no column of numbers that a network could learn.*"value": it tells the time/
  },
  { title: 'a lone year', text: lines('year', '2001', '2002', '2003'), error: /"year": it tells the time/ },
  {
    title: 'three columns without a header, falling by two',
    text: lines('5;4;6', '3;2;7', '1;8;9'),
    header: false,
    columns: [
      ['1', V, 5, 1],
      ['2', V, 4, 8],
      ['3', V, 6, 9]
    ]
  }
]
