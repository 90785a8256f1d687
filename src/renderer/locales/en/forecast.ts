export default {
  forecast: {
    title: 'Forecast',
    empty: 'Asks the network how the series goes on.',
    horizon: 'Rows ahead',
    after: 'after row',
    season: 'Season in rows',
    noSeason: 'none',
    files: { rows: 'Rows of another file…', future: 'File of what is known ahead…' },
    without: { rows: 'The data of the run again', future: 'Without this file' },
    otherRows:
      'The rows are those of “{file}”, scaled as in the training. The network may have seen some of the rows of this backtest.',
    save: 'Save as CSV…',
    known: 'known',
    truth: 'what came true',
    band: '{share} % band',
    to: '{low} to {high}',
    row: 'row {row}',
    from: 'after {row}',
    of: 'By the network of step {step}, in the units of the data.',
    explain:
      'Backtest: from {origins} rows of the held-out part it forecasts up to {tested} rows ahead, as if the data ended there. The bands are quantiles of its errors there, at the same number of rows ahead; they end where there are too few errors. MASE is the mean absolute error over that of the last value, one row ahead, on the training part; NRMSE is the root mean squared error over the standard deviation of the training part.',
    nrmseAt: 'NRMSE at row {tested} ahead',
    noBacktest: 'The held-out part is too short for a backtest, so that there are no bands.',
    leans: {
      low: 'On the held-out part the network was {amount} too low on average, so the forecast leaves its own band.',
      high: 'On the held-out part the network was {amount} too high on average, so the forecast leaves its own band.'
    },
    lastValueWins: 'The last value again is better than the network here (MAE over the horizon).',
    differencing:
      'Such a series often becomes easier when the network learns its changes: choose “Changes” (differencing) under Data, Learns, and train a new run.',
    backtest: 'Backtest on the held-out part',
    ahead: 'rows ahead',
    method: 'Method',
    methods: {
      network: 'network',
      'last-value': 'last value',
      seasonal: 'last value of the season ({season} rows)',
      autoregression: 'AR(9)'
    },
    more: '{count} more rows are in the CSV file.'
  }
}
