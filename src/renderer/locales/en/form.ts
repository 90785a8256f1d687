export default {
  form: {
    sections: {
      data: 'Data',
      model: 'Model',
      learning: 'Learning',
      optimizer: 'Optimizer',
      initialisation: 'Initialisation',
      watching: 'Watching',
      stop: 'Stop when'
    },
    name: 'Name',
    seed: 'Seed',
    seedHelp: 'The same seed gives the same run, bit for bit, on the same engine.',
    explain: 'Explain {label}',
    range: '{minimum} to {maximum}',
    above: 'above {minimum}, at most {maximum}',
    standard: 'default {value}',
    none: 'none',
    on: 'on',
    off: 'off',
    chooseFile: 'Choose a file…',
    chooseFolder: 'Choose a folder of texts…',
    noFile: 'No file chosen',
    allColumns: 'All numeric columns, except a first one that only counts',
    columnsLater: 'The columns appear when the file has been read.',
    start: 'Start training',
    remedy: 'Take “{value}”',
    startPaused: 'Start paused',
    startPausedHelp: 'The run waits at step 0. Then go on step by step, or at a speed that you can follow.',
    problems: 'Correct the field marked in red to start. | Correct the {count} fields marked in red to start.',
    wait: 'Starting…',
    fixed: 'An experiment cannot change once it runs.',
    duplicate: 'Duplicate to change it',
    weightsOf: 'Begins with the weights of “{name}”. The labels of the data and the model must be the same.',
    withoutWeights: 'Begin with new weights',
    issues: '{count} to correct'
  },
  live: {
    title: 'While it trains',
    now: 'now {value}',
    apply: 'The change applies from the next step on and is marked on the chart.',
    learningRate: 'Learning rate',
    clipNorm: 'Clip norm',
    clipValue: 'Clip value',
    off: 'off',
    speed: 'Speed',
    fullSpeed: 'as fast as possible',
    stepsPerSecond: '1 step a second | {count} steps a second'
  },
  estimate: {
    title: 'Estimate',
    parameters: 'parameters',
    memory: 'memory',
    step: 'a step',
    total: 'in all',
    epoch: 'steps a pass',
    open: 'no end set',
    failed: 'No estimate: {message}',
    loading: 'Timing a few steps…'
  },
  // Why some choices of a field do not go together with other fields.
  notes: {
    'method-needs-output-recurrence': 'Hidden recurrence feeds no output back, so only BPTT is possible.',
    'method-needs-choice-of-feedback': 'BPTT alone does not say which outputs this recurrence feeds back.',
    'method-needs-truth': 'A label stands only at the end of a sequence, so there is no truth to feed back before.',
    'feedback-not-differentiable': 'Only probabilities have a gradient for free-running training.',
    'feedback-not-discrete':
      'Scheduled sampling feeds back categories or bits, as the truth has them; no gradient flows through them.'
  },
  problems: {
    number: 'Write a number, such as 0.002 or 1e-3.',
    'whole-number': 'Write a whole number.',
    between: 'Write a whole number from {least} to {most}.',
    'whole-from': 'Write a whole number, {least} or more.',
    'at-least': 'Must be at least {minimum}.',
    above: 'Must be above {minimum}.',
    'at-most': 'Must be at most {maximum}.',
    empty: 'Must not be empty.',
    'too-long': 'At most {maximum} characters.',
    invalid: 'This value is not possible here.',
    'method-needs-output-recurrence':
      'Teacher forcing, free running and scheduled sampling feed outputs back, but hidden recurrence has no connection from the outputs. Choose BPTT, or a recurrence with output.',
    'method-needs-choice-of-feedback':
      'This recurrence feeds outputs back. Choose teacher forcing (the true outputs), free running (its own outputs) or scheduled sampling (either, by chance).',
    'method-needs-truth':
      'A sequence has one label, at its end, so no true output can be fed back before. Choose BPTT, or free running where outputs are fed back.',
    'feedback-not-differentiable':
      'Arg max and samples have no gradient, so free-running training has to feed back probabilities.',
    'feedback-not-discrete': 'Scheduled sampling feeds back categories or bits. Choose a sample, or the arg max.',
    'truncation-beyond-sequence':
      'This is longer than the sequence, so nothing would be cut. Write at most τ, or leave the field empty.',
    'file-missing': 'No file is chosen.',
    'readout-last-step': 'These data have one target, at the last step.',
    'readout-every-step': 'These data have a target at every step.',
    'from-main': '{message}',
    'trainer-message': 'The trainer sent something that the window does not understand. The versions may not match.'
  }
}
