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
        'When only the output recurs, feeding the true y(t−1) cuts the chain in time: every step is learned at once.',
      watch:
        'how fast the loss falls to zero, and whether the free-running accuracy follows. What is fed back is 0 or 1: the sigmoid, thresholded.'
    },
    'parity-bptt': {
      name: 'Parity by BPTT',
      teaches: 'The same task through hidden recurrence: the gradient has to travel back through all 20 steps.',
      watch: 'the long plateau at ln 2 before anything is learned, and compare with teacher forcing.'
    },
    'parity-long-teacher-forcing': {
      name: 'Parity over 200 steps, teacher forcing',
      teaches: 'No step waits for another, so that the length does not matter: 200 steps are learned as fast as 20.',
      watch: 'the accuracy reaching 100 % at the first validation, and at twice the length too.'
    },
    'parity-long-bptt': {
      name: 'Parity over 200 steps, BPTT',
      teaches: 'The gradient has to travel back through 200 steps, and on its way it vanishes.',
      watch: 'the loss staying at ln 2, the loss of guessing. Another seed may leave it after thousands of steps.'
    },
    addition: {
      name: 'Binary addition',
      teaches:
        'The carry is not in the output, so it has to live in h: hidden recurrence can add, output recurrence cannot.',
      watch: 'the accuracy on numbers of twice the length: has it learned to carry, or only to remember?'
    },
    'addition-output': {
      name: 'Binary addition without a memory',
      teaches:
        'The same task, but only the output recurs: the true last sum bit does not tell the carry, and no training can change that.',
      watch: 'the loss coming to the line of who knows only the last output, and staying there.'
    },
    sunspots: {
      name: 'Sunspots since 1700',
      teaches: 'Real values and squared error: 309 yearly numbers, learned up to about 1920, predicted after.',
      watch: 'the free-running curve: does the eleven-year rhythm hold, and where does over-fitting begin?'
    },
    adding: {
      name: 'Adding over 50 steps',
      teaches:
        'A long-term dependency: one answer at the end, from two numbers marked far apart (Hochreiter & Schmidhuber 1997).',
      watch:
        'whether the loss ever leaves the line of always answering 1. By chance it is not quite 1/6 on the validation sequences. The gradient fades on its way back.'
    }
  }
}
