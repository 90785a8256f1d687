export default {
  presets: {
    'moby-dick': {
      name: 'Moby Dick, letter by letter',
      teaches: 'Back-propagation through time: the network reads a novel and learns to guess the next character.',
      watch: 'the loss passing the n-gram lines one after another, and the samples turning from noise into words.'
    },
    'parity-teacher-forcing': {
      name: 'Parity by teacher forcing',
      teaches:
        'When only the output recurs, feeding the true y(t−1) cuts the chain in time: all steps are learned at once.',
      watch:
        'how fast the loss falls to zero, and whether the free-running accuracy follows. The value that is fed back is 0 or 1: the sigmoid, compared with ½.'
    },
    'parity-bptt': {
      name: 'Parity by BPTT',
      teaches: 'The same task with hidden recurrence: the gradient has to travel back through all 20 steps.',
      watch: 'the long plateau at ln 2 before the network learns anything. Compare it with teacher forcing.'
    },
    'parity-long-teacher-forcing': {
      name: 'Parity over 200 steps, teacher forcing',
      teaches: 'No step waits for another, so the length does not matter: 200 steps are learned as fast as 20.',
      watch: 'the accuracy reaching 100 % at the first validation, and at twice the length too.'
    },
    'parity-long-bptt': {
      name: 'Parity over 200 steps, BPTT',
      teaches: 'The gradient has to travel back through 200 steps, and on its way it vanishes.',
      watch: 'the loss staying at ln 2, the loss of guessing. With another seed it may fall after thousands of steps.'
    },
    addition: {
      name: 'Binary addition',
      teaches:
        'The carry is not in the output, so h has to keep it: hidden recurrence can add, output recurrence cannot.',
      watch: 'the accuracy on numbers of twice the length: has the network learned to carry, or only to remember?'
    },
    'addition-output': {
      name: 'Binary addition without a memory',
      teaches:
        'The same task, but only the output recurs. The last bit of the true sum does not say what the carry is, and no training can change that.',
      watch:
        'the loss coming down to the line “only the last output”, and staying there: this is the best that the last output alone can tell.'
    },
    sunspots: {
      name: 'Sunspots since 1700',
      teaches:
        'Real values and squared error: 309 yearly numbers. The network learns those up to about 1920 and predicts the rest.',
      watch: 'the free-running part of the sample: does the eleven-year rhythm hold, and where does over-fitting begin?'
    },
    'mackey-glass-truth': {
      name: 'Mackey–Glass by teacher forcing',
      teaches: 'A network that always sees the true last value never learns to live with its own errors.',
      watch: 'how far the loss with its own z(t−1) and the true x(t) stays above the loss with the truth.'
    },
    'mackey-glass-scheduled': {
      name: 'Mackey–Glass by scheduled sampling',
      teaches: 'The true last value gives way to the network’s own output, more and more often.',
      watch:
        'the loss with its own z(t−1) and the true x(t) coming down to the loss with the truth while ε falls. Wholly on its own output the network still drifts off: see Samples, “Truth or own output”.'
    },
    adding: {
      name: 'Adding over 50 steps',
      teaches:
        'A long-term dependency: one answer at the end, the sum of two marked numbers that are far apart (Hochreiter & Schmidhuber 1997).',
      watch:
        'whether the loss ever falls below the line of always answering 1. (This line is not exactly 1/6, because it is measured on the validation sequences.) The gradient becomes smaller on its way back.'
    }
  }
}
