export default {
  reading: {
    paste: { text: 'Paste a text', series: 'Paste a table (CSV)' },
    pasted: 'what was pasted',
    read: 'Read (Ctrl+Enter)',
    open: { text: 'Open a text file…', series: 'Open a table…' },
    empty:
      'Paste or open any text: the network reads it from left to right, and you see how surprising each symbol is for it (−log₂ p).',
    sequencesRight: '{right} % right, {loss} nats a sequence',
    sequenceErrors: 'mean absolute error {mae}, root mean squared error {rmse}',
    sequencesOf: '{count} sequences, network of step {step}.',
    emptySequences:
      'Paste or open a table with the columns of the data and a label for each sequence: the network reads each sequence and tells its label.',
    confusion: 'What is taken for what (rows: true, columns: answer)',
    trueAndAnswer: 'true \\ answer',
    worstSequences: 'The worst sequences',
    emptyTable:
      'Paste or open any table with the columns of the data: the network foresees each row from the rows before it, and you see its errors and the least likely rows.',
    nats: '{nats} nats a row.',
    explainNats:
      'Errors are foreseen minus true, in the units of the data. Nats: −log p of the row, where p is a Gaussian around what was foreseen, with the RMSE of these rows as its standard deviation; columns are added up. NRMSE: of what the network learns, over its standard deviation in the training part.',
    rowsOf: '{rows} rows read by the network of step {step}. The first row of a sequence is only read.',
    column: 'Column',
    truth: 'True',
    foreseen: 'Foreseen',
    error: 'Error',
    natsHead: 'Nats',
    saveRows: 'Save all rows…',
    plots: { values: '{column}: true and foreseen', errors: '{column}: error of each row' },
    worstRows: 'The least likely rows',
    unknown: 'The network does not know {count} symbols of this text: {symbols}',
    leftOut: 'Left out because the network does not know them ({count} symbols): {symbols}',
    leaveOut: 'Leave them out',
    bits: '{bits} bits a character.',
    of: '{done} of {all} characters read, by the network of step {step}. The first is only read.',
    progress: 'Reading the text',
    colour: 'Colour by',
    by: { surprise: 'Surprise', unit: 'Hidden unit' },
    unit: 'Unit',
    scale: {
      surprise: 'From no colour at 0 bits to the full colour at {bits} bits.',
      unit: 'Blue above 0, red below 0; the full colour at 1 and −1.'
    },
    page: 'The text, coloured. The left and right arrow keys choose a symbol.',
    picture: 'The text as the network reads it',
    point: 'Point at a symbol to see what the network would have guessed.',
    surprise: '−log₂ p = {bits} bits',
    activation: 'h of unit {unit} = {value}',
    guesses: 'Likeliest before it:',
    back: 'Back',
    on: 'On',
    pages: 'page {page} of {all}',
    worst: 'The least likely places',
    symbol: 'Place',
    bitsHead: 'Bits',
    place: 'Character',
    passages: {
      empty: 'Looks for passages.',
      highest: 'Held-out passages where unit {unit} is highest',
      lowest: 'Held-out passages where unit {unit} is lowest',
      at: 'character {place} of the data, h ='
    }
  }
}
