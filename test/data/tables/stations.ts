// Several sequences in one table.

import { lines, T, V, I, G, v, date, type TableCase } from './case'

export const stations: TableCase[] = [
  {
    title: 'two stations, one under the other',
    text: lines('station,day,v', 'A,0,5', 'A,1,4', 'A,2,6', 'B,0,15', 'B,1,14', 'B,2,16'),
    columns: [['station', G, 'A', 'B'], ['day', T, 0, 2], v(5, 16)],
    warnings: ['rows-grouped']
  },
  {
    title: 'two stations, side by side in time',
    text: lines('day,station,v', '0,A,5', '0,B,15', '1,A,4', '1,B,14', '2,A,6', '2,B,16'),
    columns: [['day', T, 0, 2], ['station', G, 'A', 'B'], v(5, 16)]
  },
  {
    title: 'stations by number',
    text: lines(
      'id,date,v',
      '101,2020-01-01,5',
      '101,2020-01-02,4',
      '101,2020-01-03,6',
      '102,2020-01-01,15',
      '102,2020-01-02,14',
      '102,2020-01-03,16'
    ),
    columns: [['id', G, 101, 102], date('2020-01-01', '2020-01-03'), v(5, 16)]
  },
  {
    title: 'stations, newest first',
    text: lines('station,year,v', 'A,2003,5', 'A,2002,4', 'A,2001,6', 'B,2003,15', 'B,2002,14', 'B,2001,16'),
    columns: [['station', G, 'A', 'B'], ['year', T, 2001, 2003], v(6, 15)],
    warnings: ['time-reversed']
  },
  {
    title: 'long form: a name, a time, a value',
    text: lines(
      'date,variable,value',
      '2020-01-01,temp,5',
      '2020-01-02,temp,4',
      '2020-01-03,temp,6',
      '2020-01-01,hum,50',
      '2020-01-02,hum,40',
      '2020-01-03,hum,60'
    ),
    columns: [date('2020-01-01', '2020-01-03'), ['variable', G, 'temp', 'hum'], ['value', V, 5, 60]]
  },
  {
    title: 'two columns name a sequence',
    text: lines(
      'store,item,day,v',
      '1,x,1,5',
      '1,x,2,4',
      '1,x,3,6',
      '1,y,1,5',
      '1,y,2,4',
      '1,y,3,6',
      '2,x,1,5',
      '2,x,2,4',
      '2,x,3,6',
      '2,y,1,5',
      '2,y,2,4',
      '2,y,3,7'
    ),
    columns: [['store', G, 1, 2], ['item', G, 'x', 'y'], ['day', T, 1, 3], v(5, 7)]
  },
  {
    title: 'stations without a name',
    text: lines('day,v', '1,5', '2,4', '3,6', '4,3', '5,7', '1,15', '2,14', '3,16', '4,13', '5,17'),
    columns: [['day', T, 1, 5], v(5, 17)],
    warnings: ['series-restart']
  },
  {
    title: 'words in blocks, without a time',
    text: lines('station,v', ...['A', 'B'].flatMap((one) => [5, 4, 6, 3, 7].map((value) => `${one},${value}`))),
    columns: [['station', G, 'A', 'B'], v(5, 7)]
  },
  {
    title: 'a category is no group',
    text: lines('year,weather,v', '2001,sun,5', '2002,rain,4', '2003,sun,6', '2004,rain,3'),
    columns: [['year', T, 2001, 2004], ['weather', I, 'sun', 'rain'], v(5, 3)]
  }
]
