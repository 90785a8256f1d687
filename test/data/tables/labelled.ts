// One label a sequence.

import { lines, T, V, I, G, X, date, type TableCase } from './case'

/** Five sequences of four rows. */
const sequences = [...'abcde'].flatMap((id, k) =>
  [1, 2, 3, 4].map((step) => `${id},${step},${(7 * k + 5 * step) % 11}`)
)

export const labelled: TableCase[] = [
  {
    title: 'labels in words, rows of a sequence together',
    text: lines(
      'id,step,x,label',
      'a,1,5,up',
      'a,2,4,up',
      'b,1,3,down',
      'c,1,6,up',
      'c,2,7,up',
      'c,3,2,up',
      'd,1,9,down'
    ),
    columns: [
      ['id', G, 'a', 'd'],
      ['step', T, 1, 1],
      ['x', X, 5, 9],
      ['label', V, 'up', 'down']
    ],
    labels: ['down', 'up'],
    warnings: ['labels-guessed']
  },
  {
    title: 'classes as whole numbers, sequences of one row, decimal commas',
    text: lines('sensor;t;x;class', '7;1;1,5;0', '8;1;2,5;1', '9;1;3,5;0', '10;1;4,5;2', '11;1;5,5;1', '12;1;6,25;2'),
    columns: [
      ['sensor', G, 7, 12],
      ['t', T, 1, 1],
      ['x', X, 1.5, 6.25],
      ['class', V, 0, 2]
    ],
    labels: ['0', '1', '2']
  },
  {
    title: 'labels that are numbers, without a column of steps',
    text: lines('series,x,target', 'a,5,0.25', 'a,4,0.25', 'b,3,1.5', 'b,6,1.5', 'c,2,-2'),
    columns: [
      ['series', G, 'a', 'c'],
      ['x', X, 5, 2],
      ['target', V, 0.25, -2]
    ],
    labels: [0.25, 1.5, -2]
  },
  {
    title: 'TRUE and FALSE as labels, with a constant of every sequence as an input',
    text: lines(
      'patient,hour,x,age,outcome',
      '1,0,5,63,TRUE',
      '1,1,4,63,TRUE',
      '2,0,3,70,FALSE',
      '3,0,6,63,TRUE',
      '4,0,7,70,FALSE'
    ),
    columns: [
      ['patient', G, 1, 4],
      ['hour', T, 0, 0],
      ['x', X, 5, 7],
      ['age', X, 63, 70],
      ['outcome', V, 'TRUE', 'FALSE']
    ],
    labels: ['FALSE', 'TRUE']
  },
  {
    title: 'words for true and false keep their words, and a label that is missing is counted',
    text: lines('id,step,x,label', 'a,1,5,yes', 'a,2,4,', 'b,1,3,no', 'c,1,6,yes', 'd,1,7,no'),
    columns: [
      ['id', G, 'a', 'd'],
      ['step', T, 1, 1],
      ['x', X, 5, 7],
      ['label', V, 'yes', 'no', 1]
    ],
    labels: ['no', 'yes'],
    lineOf: ['label-in-some-rows', 3]
  },
  {
    title: 'sequences of one row, with a column y beside x',
    text: lines('id,step,x,y,label', 'a,0,5,1.5,up', 'b,0,4,2.5,down', 'c,0,3,3.5,up', 'd,0,6,4.5,down'),
    columns: [
      ['id', G, 'a', 'd'],
      ['step', T, 0, 0],
      ['x', X, 5, 6],
      ['y', X, 1.5, 4.5],
      ['label', V, 'up', 'down']
    ],
    labels: ['down', 'up']
  },
  {
    title: 'labels that differ only in capital letters',
    text: lines('id,x,label', 'a,5,Up', 'b,4,up', 'c,3,down', 'd,6,Up', 'e,6,up', 'f,6,down'),
    columns: [
      ['id', G, 'a', 'f'],
      ['x', X, 5, 6],
      ['label', V, 'Up', 'down']
    ],
    labels: ['Up', 'down', 'up'],
    warnings: ['labels-alike-but-case']
  },
  {
    title: 'a label that changes in one of many sequences',
    text: lines('id,step,x,label', ...sequences.map((row) => (row.startsWith('c,2') ? `${row},q` : `${row},p`))),
    columns: [
      ['id', G, 'a', 'e'],
      ['step', T, 1, 4],
      ['x', V, 5, 4],
      ['label', I, 'p', 'p']
    ],
    lineOf: ['label-varies', 11]
  },
  {
    title: 'one label in all sequences',
    text: lines('id,step,x,label', ...sequences.map((row) => `${row},only`)),
    columns: [
      ['id', G, 'a', 'e'],
      ['step', T, 1, 4],
      ['x', V, 5, 4],
      ['label', I, 'only', 'only']
    ],
    warnings: ['label-alone']
  },
  {
    title: 'one step twice in one of many sequences',
    text: lines('id,step,x', ...sequences.map((row) => row.replace('c,2', 'c,1'))),
    columns: [
      ['id', G, 'a', 'e'],
      ['step', T, 1, 4],
      ['x', V, 5, 4]
    ],
    lineOf: ['time-repeats', 11]
  },
  {
    title: 'two rows exchanged in one of many sequences',
    text: lines(
      'unit,step,x',
      ...sequences.map((row) => row.replace(/^c,[23]/, (two) => (two === 'c,2' ? 'c,3' : 'c,2')))
    ),
    columns: [
      ['unit', G, 'a', 'e'],
      ['step', T, 1, 4],
      ['x', V, 5, 4]
    ],
    lineOf: ['time-unordered', 12]
  },
  {
    title: 'a label in one row of each sequence only, in Korean',
    text: lines('환자,시점,값,라벨', '가,1,5,', '가,2,4,정상', '나,1,3,이상', '나,2,6,', '다,1,7,정상', '라,1,8,이상'),
    columns: [
      ['환자', G, '가', '라'],
      ['시점', T, 1, 1],
      ['값', X, 5, 8],
      ['라벨', V, null, '이상']
    ],
    labels: ['이상', '정상']
  },
  {
    title: 'sequences that come back, with steps out of order',
    text: lines('id,step,x,label', 'a,2,5,p', 'b,2,4,q', 'a,1,3,p', 'b,1,6,q', 'b,3,6,q', 'c,1,7,p', 'd,1,8,q'),
    columns: [
      ['id', G, 'a', 'd'],
      ['step', T, 1, 1],
      ['x', X, 3, 8],
      ['label', V, 'p', 'q']
    ],
    labels: ['p', 'q'],
    warnings: ['time-unordered']
  },
  {
    title: 'a label that varies in a sequence is none',
    text: lines('id,step,x,label', 'a,1,5,p', 'a,2,4,q', 'a,3,4,q', 'b,1,3,p', 'b,2,6,p', 'b,3,5,q'),
    columns: [
      ['id', G, 'a', 'b'],
      ['step', T, 1, 3],
      ['x', V, 5, 5],
      ['label', I, 'p', 'q']
    ]
  },
  {
    title: 'the name of a station beside its number is no label',
    text: lines(
      'id,class,date,v',
      '1,A,2020-01-01,5',
      '1,A,2020-01-02,4',
      '1,A,2020-01-03,7',
      '2,B,2020-01-01,3',
      '2,B,2020-01-02,6',
      '2,B,2020-01-03,9'
    ),
    columns: [['id', I, 1, 2], ['class', G, 'A', 'B'], date('2020-01-01', '2020-01-03'), ['v', V, 5, 9]]
  },
  {
    title: 'one step twice in a labelled sequence',
    text: lines('id,step,x,label', 'a,1,5,p', 'a,1,4,p', 'b,1,3,q', 'b,2,6,q', 'c,1,7,p', 'd,1,8,q'),
    error: /"file.csv", line 3: sequence "a" has the same step in column "step" as in line 2/
  },
  {
    title: 'a labelled sequence without its label',
    text: lines('id,step,x,label', 'a,1,5,p', 'b,1,4,', 'b,2,3,', 'c,1,6,q', 'd,1,7,p', 'e,1,8,q'),
    error: /"file.csv", line 3: sequence "b" has no label in column "label"/
  }
]
