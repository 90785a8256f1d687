export default {
  charts: {
    yes: 'yes',
    no: 'no',
    step: 'step {step}',
    stepUnit: 'step {step} · {unit}',
    stepAxis: 'step',
    logX: 'log step',
    logY: 'log scale',
    missing: 'missing',
    above: 'peak of {value} above the frame',
    more: '{count} more here',
    zoom: {
      reset: 'Show all',
      hint: '{key} + wheel zooms',
      keys: 'Chart. Plus and minus zoom, as {key} and the wheel do. The left and right arrows pan. 0 shows everything again.'
    },
    picture: {
      take: 'Save or copy the picture',
      takeOf: 'Save or copy “{title}”',
      paper: 'Background',
      papers: {
        light: 'light',
        dark: 'dark',
        clear: 'transparent, for light pages',
        'clear-dark': 'transparent, for dark pages'
      },
      part: 'Part',
      visible: 'what is shown now',
      whole: 'the whole',
      menu: 'Save or copy picture…',
      png: 'Save as PNG…',
      svg: 'Save as SVG…',
      copy: 'Copy picture',
      saved: 'The picture was saved: {file}',
      copied: 'The picture is on the clipboard.',
      tooLarge:
        'As a PNG this picture would have {width} × {height} pixels, which is more than a PNG can have. Zoom out, or save it as SVG.',
      failed: 'The picture could not be made: {reason}'
    },
    copy: {
      done: 'Copied.',
      saved: 'The table was saved: {file}',
      failed: 'It could not be copied to the clipboard: {reason}. Try again.',
      menu: 'Copy',
      selection: 'Copy',
      value: 'Copy value',
      cell: 'Copy value of the cell',
      table: 'Copy table',
      matrix: 'Copy all cells',
      text: 'Copy text',
      lines: 'Copy the lines',
      latex: 'Copy as LaTeX',
      equation: 'Copy as text',
      captions: { numbers: 'text', numbersLatex: 'LaTeX' },
      numbersLatex: 'Copy with its numbers, as LaTeX',
      numbers: 'Copy with its numbers, as text'
    },
    smoothing: {
      label: 'smoothing',
      steps: '{count} steps',
      early: 'A moving average over this many steps; early in a run, over a twentieth of the steps so far.'
    },
    unit: { nats: 'nats', bits: 'bits', squared: 'mean squared error' },
    loss: {
      title: 'Loss',
      axis: 'loss ({unit})',
      raw: 'training',
      smoothed: 'smoothed',
      validation: 'validation',
      validationAt: 'validation at {step}',
      own: { free: 'validation, free-running', ownZ: 'validation, own z(t−1), true x(t)' },
      empty: 'The loss appears with the first training step.',
      description: 'Loss by training step, in {unit}. At step {step}: {values}.'
    },
    truth: {
      name: 'ε, the probability that the truth is fed',
      description: 'The probability ε that the truth is fed, by training step. At step {step}: {value}.'
    },
    gradient: {
      axis: 'gradient norm ‖∇‖',
      norm: 'gradient norm',
      threshold: 'clip at {value}',
      clipped: 'clipped',
      share: 'clipped in {share} of the steps shown',
      description: 'Norm of the gradient by training step. At step {step}: {values}.'
    },
    baseline: {
      floor: 'best possible',
      guess: 'guessing',
      'always-one': 'always 1',
      forgetting: 'forgetting the outer letter',
      memoryless: 'remembering nothing',
      'previous-output': 'only the last output',
      'class-frequencies': 'class frequencies ({label}: {right} right)',
      'last-value': 'last value',
      mean: 'mean',
      autoregression: 'AR({order})',
      uniform: 'all symbols alike',
      'n-gram': 'n-gram, order {order}'
    },
    baselineKind: { floor: 'floor: {key}', baseline: 'baseline: {key}' },
    mark: {
      off: 'off',
      'learning-rate': 'learning rate {from} → {to}',
      'clip-norm': 'norm clipping {from} → {to}',
      'clip-value': 'value clipping {from} → {to}',
      rewind: 'rewound, learning rate {from} → {to}',
      resume: 'resumed',
      diverged: 'diverged: mean loss {to}, limit {from}',
      recovered: 'no longer diverged: mean loss {to}',
      engine: 'other kernels: {from} → {to}',
      experiment: 'goes on with {changes}',
      weights: 'begins with the weights of {run}, step {step}'
    },
    failure: { 'not-finite': 'not finite: {tensor}', error: 'error', died: 'trainer died' },
    heatmap: {
      notDrawn: 'The heatmap has not been drawn yet.',
      hidden: 'hidden unit',
      hiddenBefore: 'hidden unit at t−1',
      input: 'input',
      output: 'output',
      mean: 'mean of {rows} × {cols} cells',
      description: 'Heatmap of {title}, from {low} to {high}. The arrow keys read out single cells.',
      common: 'common scale',
      robust: 'ignore the largest 1 %',
      back: 'All matrices',
      enlarge: 'Enlarge {name}',
      noGradient: 'none yet',
      notStored: 'not stored',
      gradientsNotStored:
        'A stored network has no gradients; they are shown while it trains. “Through time” computes them for one sequence.',
      follow: 'A click on a cell opens its equation.'
    },
    sample: {
      wrong: {
        temperature: 'Temperature: a number from 0 to 10.',
        topP: 'Top-p: a number above 0 and at most 1.',
        whole: 'In “{name}”: a whole number from {least} to {most}.'
      },
      more: 'More choices',
      topK: 'only the k likeliest (top-k)',
      topP: 'only the likeliest up to p (top-p)',
      all: 'all',
      seed: 'seed',
      anySeed: 'any',
      stop: 'stop after',
      count: 'how many',
      film: 'At every checkpoint',
      filmHint:
        'One sample with the same beginning and seed at checkpoints of every age: how the network learned to write',
      key: 'Ctrl+Enter',
      allAlike:
        'At temperature 0, or with k = 1, the likeliest symbol comes every time, so all samples are the same. Raise the temperature or k for different ones.',
      temperatureHint: 'From 0 (the likeliest symbol every time) to 10',
      unknown: 'The network does not know these symbols: {symbols}',
      leaveOut: 'Leave them out',
      ofSeed: 'seed {seed}',
      prime: 'begin with',
      primeHint: 'nothing',
      temperature: 'temperature',
      length: { text: 'characters', bytes: 'bytes', series: 'steps' },
      now: 'Sample now',
      drawing: 'Sampling…',
      asked: 'asked for',
      ends: 'It stops after {shown} of {wanted} steps, because the data end at row {row}.',
      notLive: 'The model is not loaded yet.',
      empty: 'No samples yet.',
      atTemperature: 'temperature {value}',
      truth: 'truth',
      predicted: 'one step ahead',
      free: 'free-running',
      freeFrom: 'free-running from here'
    },
    series: { row: 'row', description: 'Chart of {names}.' },
    task: {
      picture: 'The inputs as a picture',
      label: 'One sequence of the task',
      step: 't',
      input: 'x input',
      target: 'y target',
      output: 'ŷ output',
      verdict: 'right?',
      error: 'ŷ − y error',
      right: 'right',
      wrong: 'wrong',
      none: 'no target',
      score: '{right} of {all} steps right',
      more: '{count} more steps are not shown'
    },
    text: {
      excerpt: 'Beginning of the text',
      frequencies: 'Frequencies of the symbols',
      symbols: '{count} symbols',
      occurs: '{count} times'
    },
    labelled: {
      answers: 'Held-out sequences, their labels and the answers',
      sequence: 'sequence',
      rows: 'rows',
      p: 'p',
      answer: 'answer',
      right: 'right?',
      yes: '✓ right',
      no: '✗ wrong',
      some: 'The first {shown} of {all} held-out sequences.',
      trained: 'for training',
      heldOut: 'held out',
      all: 'all sequences',
      column: 'Column',
      step: 'step t'
    },
    preview: {
      bytes: '{characters} bytes: {train} for training, {validation} for validation',
      labelled:
        '{train} sequences for training, {validation} for validation; {rows} rows, the longest sequence has {longest}',
      text: '{characters} characters ({encoding}): {train} for training, {validation} for validation',
      series: '{rows} rows: {train} for training, {validation} for validation',
      examples: '{train} examples to train on, {validation} held out; inputs: {inputs}, outputs: {outputs}',
      task: 'endless, made from the seed; inputs: {inputs}, outputs: {outputs}',
      validation: 'validation'
    }
  }
}
