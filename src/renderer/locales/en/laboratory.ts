export default {
  laboratory: {
    title: 'Laboratory',
    leave: 'Back to “{name}”',
    pages: { compare: 'Compare', cost: 'Cost' },
    about: {
      compare: 'Two to four runs beside each other: their curves, what they cost and what they reach.',
      cost: 'What back-propagation through time costs as the sequence grows, and what the other methods save: steps that wait for each other, and states that are kept for the way back.'
    }
  },
  cost: {
    onPaper: 'On paper, for a sequence of τ steps',
    method: 'Method',
    serial: 'Steps that wait for each other',
    kept: 'Steps whose states are kept',
    way: 'Why',
    methods: {
      bptt: 'BPTT',
      truncated: 'Truncated BPTT',
      checkpoints: 'BPTT with checkpoints',
      'teacher-forcing': 'Teacher forcing, output recurrence'
    },
    ways: {
      bptt: 'h(t) needs h(t−1) on the way forward, and ∇h(t) needs ∇h(t+1) on the way back, with every h(t) at hand.',
      truncated:
        'The sequence is cut into windows of {k} steps, each with its own gradient and update. The state is carried on, so the windows wait for each other.',
      checkpoints:
        'Only every √τth state is kept. On the way back the steps between are computed once more, segment by segment.',
      'teacher-forcing':
        'Each step reads the true y(t−1), which is known beforehand. All steps are computed at once, forward and backward.'
    }
  }
}
