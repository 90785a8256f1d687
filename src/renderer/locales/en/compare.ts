export default {
  compare: {
    none: 'Mark two to four runs in the list with Ctrl or Shift and a click, or with Ctrl and Space, and choose Compare in their menu. Or begin with one of these:',
    one: '“{name}” is the only run here: add a run to compare it with. Or begin with one of these:',
    add: 'Add a run…',
    start: 'Train both',
    queue: 'One after the other',
    queueHelp: 'Through the queue. Each run has the machine for itself, so you can compare their times.',
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
    losses: { training: 'Training', validation: 'Held out', free: 'Held out, free-running' },
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
      free: 'Loss, free-running',
      accuracy: 'Right, as in training',
      freeAccuracy: 'Right, free-running',
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
      free: 'On the held-out part. The network gets its own outputs.',
      accuracy: 'On the held-out part. The network gets the same kind of input as in training.',
      freeAccuracy: 'On the held-out part. The network gets its own outputs.',
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
      name: 'Mackey–Glass: on the truth, and on its own outputs',
      watch:
        'Both end with about the same loss when they are fed the truth. Choose “Held out, free-running”: there the network that learned on its own outputs too is several times better.'
    }
  }
}
