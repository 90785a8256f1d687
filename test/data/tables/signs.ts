// Decimal and thousands signs, currencies, per cent, digits of other scripts.

import { lines, T, V, years, jahr, v, date, type TableCase } from './case'

/** Three rows with these cells in the column v. */
const three = (...cells: string[]): string => lines('date,v', ...cells.map((cell, i) => `2020-01-0${i + 1},${cell}`))
const threeDays = date('2020-01-01', '2020-01-03')

const withUnits: TableCase[] = ['km', ' km', ' m', 'm', 'kWh', ' MWh', '°C', 'h', ' µg/m³', 'm/s', ' hPa', 'kg'].map(
  (unit) => ({
    title: `numbers with the unit "${unit}"`,
    text: three(`20.5${unit}`, `21.5${unit}`, `22.25${unit}`),
    columns: [threeDays, v(20.5, 22.25)],
    noWarnings: ['units-mixed', 'column-left-out']
  })
)

const forYesAndNo: TableCase[] = [
  ['on', 'off'],
  ['Ein', 'Aus'],
  ['켜짐', '꺼짐'],
  ['YES', 'NO']
].map(([yes, no]) => ({
  title: `${yes} and ${no}`,
  text: lines('date,b,v', `2020-01-01,${yes},5`, `2020-01-02,${no},4`, `2020-01-03,${yes},6`),
  columns: [threeDays, ['b', V, yes, yes], v(5, 6)],
  warnings: ['truths-guessed']
}))

export const signs: TableCase[] = [
  ...withUnits,
  ...forYesAndNo,
  {
    title: 'letters behind numbers that are codes and no units',
    text: three('12A', '7C', '3F') + '2020-01-04,5\n',
    error: /no column of numbers/
  },
  {
    title: 'per cent beside fractions, read as fractions',
    text: three('0.202', '21.7%', '22.6 %'),
    given: { percent: 'fraction' },
    columns: [threeDays, v(0.202, 0.226)],
    noWarnings: ['units-mixed']
  },
  {
    title: 'one sign for decimals and thousands',
    text: three('1', '2', '4'),
    given: { decimal: ',', thousands: ',' },
    error: /"," cannot be both the decimal sign and the sign between thousands/
  },
  {
    title: 'whole numbers of more digits than can be computed with',
    text: lines('t,x', ...[3, 5, 1, 7].map((last, i) => `${i},900719925474099${last}`)),
    error: /"x": its values differ from 900719925474099\d by less than can be computed with/
  },
  {
    title: 'per cent beside fractions',
    text: lines('date,v', '2020-01-01,0.202', '2020-01-02,21.7%', '2020-01-03,22.6%'),
    columns: [date('2020-01-01', '2020-01-03'), v(0.202, 22.6)],
    warnings: ['units-mixed']
  },
  {
    title: 'metres beside kilometres',
    text: lines('date,v', '2020-01-01,405 mm', '2020-01-02,21.5 km', '2020-01-03,22.5 km'),
    columns: [date('2020-01-01', '2020-01-03'), v(405, 22.5)],
    warnings: ['units-mixed']
  },
  {
    title: 'decimal commas between commas',
    text: lines('Datum,Wert', '2020-01-01,20,1', '2020-01-02,23,9', '2020-01-03,21,5'),
    columns: [
      ['row', T, '2020-01-01', '2020-01-03'],
      ['Datum', V, 20, 21],
      ['Wert', V, 1, 5]
    ],
    warnings: ['decimals-split']
  },
  {
    title: 'numbers such as 10.067 beside German dates',
    text: lines('date;v', '01.01.2023;10.067', '02.01.2023;10.993', '31.01.2023;11.509'),
    columns: [date('01.01.2023', '31.01.2023'), v(10067, 11509)],
    warnings: ['signs-guessed']
  },
  {
    title: 'German thousands beside small numbers',
    text: years('Jahr;Wert', ';', ['999', '1.234', '1.500', '12.000']),
    columns: jahr(999, 12000, 4),
    decimal: ',',
    thousands: '.'
  },
  {
    title: 'German thousands and decimals',
    text: years('Jahr;Wert', ';', ['999,10', '1.234,56', '12.000,00']),
    columns: jahr(999.1, 12000, 3),
    decimal: ',',
    thousands: '.'
  },
  {
    title: 'German millions',
    text: years('Jahr;Wert', ';', ['1.234.567', '2.345.678', '999.999']),
    columns: jahr(1234567, 999999, 3),
    thousands: '.'
  },
  {
    title: 'American thousands in a semicolon file',
    text: years('Jahr;Wert', ';', ['1,234', '1,500', '999', '12,000']),
    columns: jahr(1234, 12000, 4),
    thousands: ','
  },
  {
    title: 'American thousands and decimals in quotes',
    text: years('Jahr,Wert', ',', ['"1,234.5"', '"12,345.25"', '999.75']),
    columns: jahr(1234.5, 999.75, 3),
    decimal: '.',
    thousands: ','
  },
  {
    title: 'American thousands in quotes, whole',
    text: years('Jahr,Wert', ',', ['"1,234"', '"12,345"', '"1,999"']),
    columns: jahr(1234, 1999, 3),
    thousands: ','
  },
  {
    title: 'Swiss apostrophes',
    text: years('Jahr;Wert', ';', ["1'234.5", "12'345.25", '999.75']),
    columns: jahr(1234.5, 999.75, 3),
    decimal: '.',
    thousands: "'"
  },
  {
    title: 'Swiss typographic apostrophes',
    text: years('Jahr;Wert', ';', ['1’234', '12’345', '999']),
    columns: jahr(1234, 999, 3)
  },
  {
    title: 'French blanks and commas',
    text: years('Jahr;Wert', ';', ['1 234,5', '12 345,25', '999,75']),
    columns: jahr(1234.5, 999.75, 3),
    decimal: ',',
    thousands: ' '
  },
  {
    title: 'no-break spaces',
    text: years('Jahr;Wert', ';', ['1\u00a0234,5', '12\u00a0345,25', '999,75']),
    columns: jahr(1234.5, 999.75, 3),
    decimal: ',',
    thousands: ' '
  },
  {
    title: 'narrow no-break spaces',
    text: years('Jahr\tWert', '\t', ['1\u202f234', '12\u202f345', '999']),
    columns: jahr(1234, 999, 3),
    thousands: ' '
  },
  {
    title: 'thin spaces with points',
    text: years('Jahr\tWert', '\t', ['1\u2009234.5', '12\u2009345.5', '999.5']),
    columns: jahr(1234.5, 999.5, 3),
    decimal: '.'
  },
  {
    title: 'Indian groups',
    text: years('Jahr;Wert', ';', ['12,34,567', '1,23,456', '99,999']),
    columns: jahr(1234567, 99999, 3),
    thousands: ','
  },
  {
    title: 'underscores',
    text: years('Jahr,Wert', ',', ['1_000', '12_345', '999']),
    columns: jahr(1000, 999, 3),
    thousands: '_'
  },
  {
    title: 'decimal commas, tabs',
    text: years('Jahr\tWert', '\t', ['28,7', '28,6', '27,1']),
    columns: jahr(28.7, 27.1, 3),
    delimiter: '\t',
    decimal: ','
  },
  {
    title: 'decimal commas, bars',
    text: years('Jahr|Wert', '|', ['28,7', '28,6', '27,1']),
    columns: jahr(28.7, 27.1, 3),
    delimiter: '|',
    decimal: ','
  },
  {
    title: 'decimal commas in quotes between commas',
    text: years('Jahr,Wert', ',', ['"28,7"', '"28,65"', '"27,1"']),
    columns: jahr(28.7, 27.1, 3),
    delimiter: ',',
    decimal: ','
  },
  {
    title: 'decimal commas between blanks',
    text: years('Jahr Wert', ' ', ['28,7', '28,65', '27,1']),
    columns: jahr(28.7, 27.1, 3),
    delimiter: ' ',
    decimal: ','
  },
  {
    title: 'three decimals with points stay decimals',
    text: years('Jahr,Wert', ',', ['20.199', '20.389', '20.565']),
    columns: jahr(20.199, 20.565, 3),
    decimal: '.',
    thousands: null
  },
  {
    title: 'three decimals beside clear decimals',
    text: years('Jahr;Wert', ';', ['20.199', '0.389', '7']),
    columns: jahr(20.199, 7, 3),
    decimal: '.'
  },
  {
    title: 'dates with full stops make full stops thousands',
    text: lines('Datum;Wert', '01.02.2020;1.234', '02.02.2020;2.345', '03.02.2020;3.456'),
    columns: [
      ['Datum', T, '01.02.2020', '03.02.2020'],
      ['Wert', V, 1234, 3456]
    ],
    thousands: '.'
  },
  {
    title: 'one column with decimal commas, another with thousands',
    text: lines('Jahr;a;b', '2001;1,5;1.234', '2002;2,25;2.345', '2003;3,5;3.456'),
    columns: [
      ['Jahr', T, 2001, 2003],
      ['a', V, 1.5, 3.5],
      ['b', V, 1234, 3456]
    ],
    decimal: ',',
    thousands: '.'
  },
  {
    title: 'points in one column, commas in another',
    text: lines('n;a;b', '1;1,5;1.25', '2;2,25;2.5', '3;3,5;3.75'),
    columns: [
      ['n', T, 1, 3],
      ['a', V, 1.5, 3.5],
      ['b', V, 1.25, 3.75]
    ]
  },
  { title: 'exponents', text: years('Jahr,Wert', ',', ['1.5e3', '2E+03', '-1e-2']), columns: jahr(1500, -0.01, 3) },
  {
    title: 'exponents with decimal commas',
    text: years('Jahr;Wert', ';', ['1,5E+03', '2,0E+03', '1,25E-01']),
    columns: jahr(1500, 0.125, 3),
    decimal: ','
  },
  {
    title: 'a minus sign of typesetting',
    text: years('Jahr,Wert', ',', ['−1.5', '2.5', '−3.5']),
    columns: jahr(-1.5, -3.5, 3)
  },
  {
    title: 'a minus sign at the end',
    text: years('Jahr;Wert', ';', ['1,5-', '2,5', '3,5-']),
    columns: jahr(-1.5, -3.5, 3)
  },
  {
    title: 'brackets for negative amounts',
    text: years('Jahr,Wert', ',', ['(12.5)', '3.5', '(1.25)']),
    columns: jahr(-12.5, -1.25, 3)
  },
  { title: 'plus signs', text: years('Jahr,Wert', ',', ['+1.5', '-2.5', '+3.5']), columns: jahr(1.5, 3.5, 3) },
  {
    title: 'no zero before the point',
    text: years('Jahr,Wert', ',', ['.5', '-.25', '.75']),
    columns: jahr(0.5, 0.75, 3)
  },
  {
    title: 'dollars',
    text: years('Jahr,Wert', ',', ['"$1,234.50"', '"$1,100.25"', '$999.00']),
    columns: jahr(1234.5, 999, 3),
    thousands: ','
  },
  {
    title: 'negative dollars',
    text: years('Jahr,Wert', ',', ['-$5.50', '$3.25', '($1.25)']),
    columns: jahr(-5.5, -1.25, 3)
  },
  {
    title: 'euros after the number',
    text: years('Jahr;Wert', ';', ['1.234,50 €', '999,00 €', '12,25 €']),
    columns: jahr(1234.5, 12.25, 3),
    decimal: ','
  },
  { title: 'won', text: years('Jahr,Wert', ',', ['"₩1,234"', '"₩2,345"', '₩999']), columns: jahr(1234, 999, 3) },
  {
    title: 'won in words',
    text: years('Jahr,Wert', ',', ['"1,234원"', '"2,345원"', '999원']),
    columns: jahr(1234, 999, 3)
  },
  {
    title: 'codes of currencies',
    text: years('Jahr,Wert', ',', ['USD 12.5', 'USD 13.5', 'USD 11.25']),
    columns: jahr(12.5, 11.25, 3)
  },
  { title: 'per cent', text: years('Jahr,Wert', ',', ['12%', '13.5%', '11 %']), columns: jahr(12, 11, 3) },
  {
    title: 'per cent with commas',
    text: years('Jahr;Wert', ';', ['12,5%', '13,5 %', '11,25 %']),
    columns: jahr(12.5, 11.25, 3),
    decimal: ','
  },
  { title: 'degrees', text: years('Jahr,Wert', ',', ['20.5 °C', '21 °C', '19.5 °C']), columns: jahr(20.5, 19.5, 3) },
  {
    title: 'thousands and millions by letters',
    text: years('Jahr,Wert', ',', ['1.5K', '2M', '250K']),
    columns: jahr(1500, 250000, 3)
  },
  {
    title: 'full-width digits',
    text: years('Jahr,Wert', ',', ['１２．５', '１３．５', '１１．２５']),
    columns: jahr(12.5, 11.25, 3)
  },
  { title: 'Arabic digits', text: years('Jahr,Wert', ',', ['١٢٫٥', '١٣٫٥', '١١٫٢٥']), columns: jahr(12.5, 11.25, 3) },
  { title: 'Devanagari digits', text: years('Jahr,Wert', ',', ['१२', '१३', '११']), columns: jahr(12, 11, 3) }
]
