export default {
  chapter: {
    stations: 'Stations of the derivation',
    place: 'Station {number} of {count} · section {book} of the book',
    numbers: 'With the numbers of this run',
    of: 'Training step {step}, first sequence of the last batch: τ = {tau}, {targets} targets. A blue number leads to its place in the graph.',
    noRun:
      'The numbers are those of a run, and none is on screen. Choose one in the list, or start one here: it takes a few seconds.',
    start: 'Start running parity, and come back here',
    nothing: 'This sequence has no such number: it is too short.',
    back: '← Back',
    on: 'On →',
    keys: 'or the arrow keys ← →',
    graph: {
      title: 'The unrolled graph',
      text: 'One and the same step, with the same U, W and b, is applied at t = 1, …, τ: unrolled, the network is a deep graph without a loop, whose layers share their parameters. Each state is a function of the whole past.'
    },
    output: {
      title: 'What is read out',
      text: 'From the state comes an output, and from the output a prediction: a distribution over what y(t) may be.'
    },
    loss: {
      title: 'The loss',
      text: 'The loss of a sequence is made of the losses of its steps. Each says how surprising the true y(t) was, given the inputs so far.'
    },
    begin: {
      title: 'Back-propagation begins',
      text: 'The gradient is computed node by node, from those that come last. L is where it begins; every L(t) takes part with the same weight, and ∇o(t) is the first that depends on what was predicted.'
    },
    last: {
      title: '∇h(t), case 1: the last step',
      text: 'At t = τ the state has one successor only, o(τ). So ∇h(τ) is what comes down from there.'
    },
    earlier: {
      title: '∇h(t), case 2: every earlier step',
      text: 'For t < τ the state has two successors, o(t) and h(t+1): two gradients come together. From t = τ − 1 down to 1 they are computed one after another, each from the one after it.',
      not: 'Not in this network: without an edge from h(t) to h(t+1), each state has one successor only, as the last one has. Every ∇h(t) is case 1, and they need not wait for each other (unless the model runs free, when something comes back through z).'
    },
    c: {
      title: '∇c',
      text: 'Parameters are the same at all steps. To say what each step adds, the book gives each step a copy of its own and adds up over t. For c there is nothing between it and o(t).'
    },
    b: { title: '∇b', text: 'From h(t) back through tanh: diag(1 − h²) is its slope. The rest is a sum over t.' },
    V: {
      title: '∇V',
      text: 'Every cell of V is a product in every o(t): what came back there times the state that it was multiplied with.'
    },
    W: {
      title: '∇W',
      text: 'The same for the recurrence: what came back to a(t) times what W was multiplied with, which is of the step before. Here the past enters the gradient.'
    },
    R: {
      title: '∇R',
      text: 'What feeds the output back has a matrix of its own where both recurrences are there: the same sum, with z(t−1).',
      not: 'Not in this network, nor in the book: R exists only where hidden state and output are both fed back. Elsewhere z(t−1), if there is one, is multiplied with W.'
    },
    U: {
      title: '∇U',
      text: 'And the same for the input. With this every parameter has its gradient, and a step of training can be made.'
    },
    teacher: {
      title: 'Teacher forcing',
      text: 'Where outputs are fed back, the truth can take their place while training. Then what comes in from the step before is known beforehand; without an edge from h to h no step waits for another, and all can be computed at once.',
      not: 'Not in this network: it feeds no output back, so there is nothing to force. Choose the recurrence “Output” or “Hidden + output”, or start the preset “Parity by teacher forcing”.'
    },
    criterion: {
      title: 'Its criterion',
      text: 'Teacher forcing follows from maximum likelihood: log p of a sequence is the sum of its conditionals, and in each of them the true past is given. What the network makes of its own past is seen in Samples, under “Truth or own output”.',
      softmax:
        'Each L(t) is −log of such a conditional, so their sum is −log p of the sequence; the loss of the run is its mean over the targets.',
      sigmoid:
        'Each L(t) is −log of such a conditional, as the mean of its bits; their sum times the number of bits is −log p of the sequence.',
      linear:
        'Each L(t) is a squared error. With a Gaussian around ŷ(t) it is −log p but for a factor 1/2σ² and a constant: in Samples, under “Truth or own output”, both stand with their numbers.'
    }
  }
}
