export default {
  recurrences: {
    start: 'All runs are there | Train the run that is missing | Train {count} runs',
    will: 'Trains two tasks, each through hidden recurrence (BPTT) and through output recurrence (teacher forcing), with three seeds: {count} runs, one after the other in the queue. They are ordinary runs with names such as “Parity, hidden, seed 1”. Runs that already exist are not trained again.',
    estimating: 'Estimating how long that takes…',
    takes: 'It takes about {time} on this machine.',
    progress: 'Progress of all runs',
    done: '{count} of {all} runs are finished.',
    cell: '{task}, τ = {tau}, {way}',
    tasks: { parity: 'Parity', addition: 'Addition' },
    ways: { hidden: 'hidden recurrence', output: 'output recurrence' },
    seed: 'seed {seed}',
    seeds: 'each seed',
    mean: 'mean',
    span: '{low} to {high}',
    nothing: 'Nothing has been measured yet.',
    open: 'One seed has not finished. | {count} seeds have not finished.',
    own: { hidden: 'reading only its inputs, ', output: 'running on its own outputs, ' },
    by: ' by step {step}',
    found: {
      solved:
        'All {count} seeds solve it{by}: {own}the network gets {right} of the answers right on sequences twice as long. Held-out loss {loss} {unit}.',
      floor:
        'Not solved: the held-out loss stays at {loss} {unit}. No network that knows only its last output comes below {floor}. At twice the length, {own}it gets {right} of the answers right.',
      between:
        '{solved} of {count} seeds solve it{by}. Held-out loss {loss} {unit}. At twice the length, {own}the network gets {right} of the answers right.'
    },
    why: {
      'parity-hidden':
        'h(t) has to keep the parity so far, and the gradient that teaches this comes back through every step. Over a sequence as long as this most seeds stay at guessing; over 20 steps all seeds learn it.',
      'parity-output':
        'The parity so far is the output itself. The true y(t−1) tells the network all that it has to remember, so no gradient has to come from far away, and the length makes no difference.',
      'addition-hidden': 'h(t) keeps the carry, so the network finds it there at the next step.',
      'addition-output':
        'The carry is not in the output: after 0 + 1 with a carry and after 0 + 0 without one, y(t−1) is 0. Training cannot change that.'
    }
  }
}
