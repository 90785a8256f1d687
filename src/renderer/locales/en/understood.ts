// The words of the dialog about a table and of its choices.

export default {
  understood: {
    title: 'What was understood of the file',
    open: 'Show and change…',
    anew: 'Read as today…',
    plainText: 'One form of each character (NFC), lines end in LF',
    facts: '{rows} rows; {skipped} lines left out.',
    rhythm: ' Step of time: {every} {unit}.',
    columns: 'Columns',
    roleOf: 'Role of {column}',
    asItStands: 'The file as it stands',
    asRead: 'The rows as they are read, in time order',
    again: 'Find everything again',
    done: 'Done',
    none: 'None',
    asValues: 'These are values',
    noHeader: 'These are values',
    dayFirst: 'Day first',
    monthFirst: 'Month first',
    twoColumns: 'Two columns',
    oneColumn: 'One column, decimal commas',
    points: 'The comma groups thousands',
    commas: 'The point groups thousands',
    fields: {
      encoding: 'Encoding',
      delimiter: 'Delimiter',
      decimal: 'Decimal sign',
      thousands: 'Thousands sign',
      header: 'Header',
      comment: 'Comment sign',
      order: 'Order of rows',
      gaps: 'Gaps',
      top: 'Lines above the table'
    },
    signs: { tab: 'Tab', blank: 'Blanks', comma: 'Comma', semicolon: 'Semicolon', bar: 'Vertical bar', point: 'Point' },
    order: { 'as-is': 'As in the file', reversed: 'Turned round', sorted: 'Sorted by time' },
    gaps: {
      refuse: 'Do not train',
      interpolate: 'Interpolate',
      carry: 'Repeat the value before',
      'leave-out': 'Leave the rows out'
    },
    roles: {
      target: 'Target',
      input: 'Input',
      'known-ahead': 'Known ahead',
      time: 'Time',
      group: 'Group',
      ignored: 'Left out'
    },
    scalingOf: 'Scaling of {column}',
    scalings: {
      series: 'As the series',
      standard: 'Mean 0, variance 1',
      'min-max': 'Between 0 and 1',
      log: 'Logarithm',
      difference: 'Change',
      'log-difference': 'Change of the logarithm'
    },
    types: { number: 'Numbers', date: 'Dates', text: 'Words', boolean: 'True or false', empty: 'Empty' },
    units: {
      second: 's',
      minute: 'min',
      hour: 'h',
      day: 'day(s)',
      week: 'week(s)',
      month: 'month(s)',
      year: 'year(s)',
      step: 'of the column'
    },
    heads: {
      name: 'Column',
      role: 'Role',
      scaling: 'Scaling',
      type: 'Holds',
      first: 'First',
      last: 'Last',
      range: 'Range',
      gaps: 'Gaps',
      curve: 'Curve',
      why: 'Why'
    }
  }
}
