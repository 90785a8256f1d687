export default {
  compare: {
    none: 'Mark two to four runs in the list with Ctrl or Shift and a click, or with Ctrl and Space, and choose Compare in their menu. Or begin with one of these:',
    one: '“{name}” is the only run here: add a run to compare it with. Or begin with one of these:',
    add: 'Add a run…',
    start: 'Train both',
    queue: 'One after the other',
    queueHelp: 'Through the queue. Each run has the machine for itself, so you can compare their times.',
    timed: 'The times can be compared only after “One after the other”: then each run has the machine for itself.',
    queued: 'Both wait in the queue. Each appears here when it begins.',
    tooMany: 'You can compare at most {most} runs.',
    together:
      'These runs train at the same time and share the cores, so their times cannot be compared. To compare times, train them one after the other, through the queue.',
    wereTogether:
      'These runs seem to have trained at the same time and shared the cores, so their times cannot be compared.',
    otherData: 'These runs learn from different data, so their losses do not measure the same thing.',
    difference: 'What they do differently',
    same: 'Nothing: their experiments are the same.',
    nothing: '–',
    description: '{loss}, in {unit}. At the end: {ends}.',
    lossOf: 'Which loss',
    losses: {
      training: 'Training',
      validation: 'Held out',
      own: {
        free: 'Held out, free-running',
        ownZ: 'Held out, own z(t−1), true x(t)',
        both: 'Held out, own z(t−1)'
      }
    },
    units: 'each run in its own unit',
    over: 'Over',
    axes: { steps: 'Steps', tokens: 'Tokens', seconds: 'Time' },
    titles: { steps: 'training step', tokens: 'tokens trained on', seconds: 'seconds of training' },
    at: { steps: 'step {x}', tokens: '{x} tokens', seconds: 'after {x}' },
    figures: 'Figures',
    show: 'Open “{name}”',
    remove: 'Take “{name}” out of the comparison',
    rows: {
      step: 'Steps',
      time: 'Time of training',
      perStep: 'Time per step',
      activations: 'Memory of activations',
      loss: 'Training loss',
      validation: 'Loss, as in training',
      own: {
        free: 'Loss, free-running',
        ownZ: 'Loss, own z(t−1), true x(t)',
        both: 'Loss, own z(t−1)'
      },
      accuracy: 'Right, as in training',
      ownAccuracy: {
        free: 'Right, free-running',
        ownZ: 'Right, own z(t−1), true x(t)',
        both: 'Right, own z(t−1)'
      },
      doubleLength: 'Right at twice the length'
    },
    explain: {
      step: 'Training steps so far.',
      time: 'Without pauses.',
      perStep: 'Time of training, with validations and samples, divided by the number of steps.',
      activations:
        'At most, during a training step: states, outputs and their gradients. Not known for runs that an older version trained.',
      loss: 'Mean of the last 100 steps.',
      validation:
        'On the held-out part. The network gets the same kind of input as in training: under teacher forcing, the truth.',
      own: {
        free: 'On the held-out part. The network gets its own outputs. A network that feeds no output back has the same loss both ways.',
        ownZ: 'On the held-out part. z(t−1) is the network’s own output, x(t) is still the true value before. A network that feeds no output back has the same loss both ways. Samples, under “Truth or own output”, shows the network wholly on its own output.',
        both: 'On the held-out part. z(t−1) is the network’s own output. In a text or a series x(t) is still the true value before. A network that feeds no output back has the same loss both ways.'
      },
      accuracy: 'On the held-out part. The network gets the same kind of input as in training.',
      ownAccuracy: {
        free: 'On the held-out part. The network gets its own outputs.',
        ownZ: 'On the held-out part. z(t−1) is the network’s own output, x(t) is still the true value before.',
        both: 'On the held-out part. z(t−1) is the network’s own output.'
      },
      doubleLength: 'Free-running, on sequences twice as long as those of training.'
    },
    samples: 'Samples',
    weights: 'Weights',
    showWeights: 'Show the weights beside each other',
    tensor: 'Parameter',
    what: 'Value or gradient',
    whats: { value: 'Value', gradient: 'Gradient' },
    row: 'row',
    column: 'column',
    noTensor: 'This network has no {tensor}.'
  },
  comparisons: {
    parity: {
      name: 'Parity: BPTT beside teacher forcing',
      watch:
        'Both must know at every step whether the number of ones so far is odd. One network learns this back through time; the other gets the state from the true output. Compare how many steps and how much time each takes.'
    },
    'parity-long': {
      name: 'Parity over 200 steps: BPTT beside teacher forcing',
      watch:
        'The same over 200 steps. The gradient has to come back through all of them, and mostly it does not arrive; under teacher forcing the length makes no difference.'
    },
    addition: {
      name: 'Addition: with a memory, and without',
      watch:
        'The carry is not in the output. The network that sees only its last output stays at its floor; the network with hidden recurrence goes below it.'
    },
    'own-outputs': {
      name: 'Mackey–Glass: trained on the truth, and on its own outputs too',
      watch:
        'Both end with about the same loss when they are fed the truth. Choose “Held out, own z(t−1), true x(t)”: there the network trained by scheduled sampling is several times better. Wholly on their own output both drift off from the truth: Samples, under “Truth or own output”, shows where.'
    }
  }
}
