export default {
  chapter: {
    stations: 'Stations of the derivation',
    place: 'Station {number} of {count} · section {book} of the book',
    numbers: 'With the numbers of this run',
    of: 'Training step {step}, first sequence of the last batch: τ = {tau}, {targets} targets. A blue number leads to its place in the graph.',
    noRun:
      'The numbers come from a run, and no run is on screen. Choose one in the list, or start one here: it takes a few seconds.',
    start: 'Start running parity, and come back here',
    nothing: 'This sequence is too short to have such a number.',
    back: '← Back',
    on: 'Next →',
    keys: 'or the arrow keys ← →, while the focus is on this page and not on its tab',
    figure: {
      unroll: 'unrolled',
      state: 'The state h(t−1) goes on to step t through W.',
      'teacher-forcing': 'Step t gets the true y(t−1), so no step waits for another’s output.',
      'free-running': 'Step t gets the output o(t−1) of the step before it.',
      'scheduled-sampling': 'Step t gets the true y(t−1) or, by chance, the network’s own output (dashed).'
    },
    graph: {
      title: 'The unrolled graph',
      text: 'The network applies the same step, with the same U, W and b, at t = 1, …, τ. Unrolled, it is a deep graph without a loop, and its layers share their parameters.',
      past: {
        state: 'Each state is a function of the whole past.',
        'teacher-forcing':
          'No edge leads from state to state: each state is a function of x(t) and the true y(t−1) alone.',
        'free-running':
          'No edge leads from state to state: of the past, each state knows only what was in the output of the step before.',
        'scheduled-sampling':
          'No edge leads from state to state: each state is a function of x(t) and of z(t−1), which is the true y(t−1) or, by chance, the network’s own output.'
      }
    },
    output: {
      title: 'The output',
      text: 'The output o(t) is computed from the state, and the prediction ŷ(t) from the output. It is a distribution over the values that y(t) can have.'
    },
    loss: {
      title: 'The loss',
      text: 'The loss of a sequence is made of the losses of its steps. Each of them says how surprising the true y(t) was,',
      given: {
        bptt: 'given the inputs so far.',
        last: 'given x(t) and the true y(t−1).',
        'teacher-forcing': 'given the inputs and the true outputs so far.',
        'free-running': 'given the inputs so far and the network’s own outputs.',
        'scheduled-sampling':
          'given the inputs so far and what was fed back: the truth or, by chance, the network’s own output.'
      }
    },
    begin: {
      title: 'Back-propagation begins',
      text: 'The gradient is computed node by node, from the last node to the first. It begins at L. Every L(t) counts with the same weight. The first gradient that depends on the prediction is ∇o(t).'
    },
    last: {
      title: '∇h(t), case 1: the last step',
      text: 'At t = τ the state has only one successor, o(τ). So ∇h(τ) comes from there alone.'
    },
    earlier: {
      title: '∇h(t), case 2: every earlier step',
      text: 'For t < τ the state has two successors, o(t) and h(t+1), so two gradients are added. ∇h(t) is computed from t = τ − 1 down to 1, one step after the other, because each needs ∇h(t+1).',
      not: 'Not in this network: there is no edge from h(t) to h(t+1), so each state has only one successor, as the last state has. Every ∇h(t) is case 1, and no step waits for another. (A free-running model is different: there a gradient comes back through z.)'
    },
    c: {
      title: '∇c',
      text: 'All steps use the same parameters. To say what each step adds to a gradient, the book gives each step its own copy of the parameter and takes the sum over t. c is added to o(t) directly, so its gradient is the sum of ∇o(t).'
    },
    b: {
      title: '∇b',
      text: 'The gradient goes back from h(t) through tanh, whose slope is diag(1 − h²). The rest is a sum over t.'
    },
    V: {
      title: '∇V',
      text: 'Each o(t) contains the product of V and the state h(t). So each step adds the gradient ∇o(t) times that state.'
    },
    W: {
      title: '∇W',
      text: 'The same holds for the recurrence: each step adds the gradient at a(t) times the value that W was multiplied with. This value is from the step before, so here the past enters the gradient.'
    },
    R: {
      title: '∇R',
      text: 'Where a network has both recurrences, R is the matrix that feeds the output back. Its gradient is the same sum, with z(t−1).',
      not: 'Neither this network nor the book has R. It exists only where both the hidden state and the output are fed back. In other networks W is multiplied with z(t−1), if there is one.'
    },
    U: {
      title: '∇U',
      text: 'The same holds for the input. Now every parameter has its gradient, and the optimizer can make a training step.'
    },
    teacher: {
      title: 'Teacher forcing',
      text: 'Where a network feeds its outputs back, training can feed the true values instead. They are known before the step before is computed. If there is no edge from h to h either, no step waits for another, and all steps can be computed at once.',
      not: 'Not in this network: it feeds no output back, so there is nothing to force. Choose the recurrence “Output” or “Hidden + output”, or start the preset “Parity by teacher forcing”.'
    },
    criterion: {
      title: 'Its criterion',
      text: 'Teacher forcing follows from maximum likelihood: log p of a sequence is the sum of the logarithms of its conditional probabilities, and each of them is given the true past. Samples, under “Truth or own output”, shows what the network does with its own past.',
      softmax:
        'Each of these logarithms is −L(t), so their sum is minus the sum of the losses. The loss of the run is the mean of L(t) over the targets.',
      sigmoid:
        'L(t) is the mean over the bits of y(t), so each of these logarithms is −L(t) times the number of bits, and their sum is minus the sum of the losses times this number.',
      linear:
        'Each L(t) is a squared error. If each number of y(t) has a Gaussian distribution around ŷ(t) with σ = 1, its logarithm is −½ (L(t) + log 2π). Samples, under “Truth or own output”, takes the σ that fits best.',
      other: {
        bptt: 'This network feeds no output back, so its probabilities are given the inputs alone: it treats the y(t) as independent of each other where the inputs are known.',
        'free-running':
          'This network is fed its own outputs, so its past is not the true one: the sum is a score, not log p of the sequence.',
        'scheduled-sampling':
          'This network is fed its own outputs too, so its past is not always the true one: the sum is a score, not log p of the sequence.'
      }
    }
  }
}
