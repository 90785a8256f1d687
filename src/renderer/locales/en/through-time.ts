export default {
  throughTime: {
    waiting: 'Computing the first picture…',
    failed: {
      answer: 'No answer: {message}',
      timeout: 'The trainer has not answered in five minutes.',
      closed: 'The connection to the trainer has ended.'
    },
    sections: {
      label: 'What to look at',
      graph: 'Graph & equations',
      flow: 'Gradient flow',
      influence: 'Influence',
      spectrum: 'Spectrum of W',
      check: 'Check',
      truncation: 'Truncation'
    },
    source: {
      parameters: 'Parameters',
      now: 'now, step {step}',
      checkpoint: 'step {step}',
      bestCheckpoint: 'step {step}, the best',
      best: 'Best',
      refresh: 'Refresh',
      follow: 'follow training',
      against: 'Compare with',
      nothing: 'nothing',
      sequence: 'Sequence',
      of: 'of {count}',
      sequenceHelp: 'Of the last training batch',
      steps: 'Steps τ',
      cut: 'Gradient cut',
      k: 'Steps between two cuts',
      more: 'Comparison, sequence, steps, cut',
      cuts: {
        trainedNever: 'as trained (never)',
        trainedEvery: 'as trained (every {k})',
        never: 'never',
        every: 'every k steps'
      }
    },
    beside: { now: 'Parameters as they are now', step: 'Parameters of step {step}' },
    wave: {
      label: 'Forward and backward wave',
      play: 'Play',
      pause: 'Pause',
      back: 'One step back (←)',
      on: 'One step on (→)',
      forwardAll: 'Forward, all steps at once',
      backwardAll: 'Backward, all steps at once',
      waits: 'Steps that wait for each other: {forward} forward, {backward} back (τ = {tau})',
      position: 'Position of the wave',
      before: 'Nothing computed yet',
      done: 'Both passes complete',
      forward: 'Forward, t = {t}',
      backward: 'Backward, t = {t}',
      speed: 'Speed',
      perSecond: '{count} steps per second'
    },
    zoom: { label: 'Zoom', in: 'Zoom in (+)', out: 'Zoom out (−)', all: 'Whole sequence' },
    graph: {
      title: 'Training step {step}, sequence {sequence}',
      loss: 'L = {loss}, mean of {targets} targets',
      label:
        'Unrolled graph, {title}, {tau} time steps. The left and right arrow keys move the wave. The table shows the same values as numbers.',
      minimap: 'Norm of the gradient at each state, on a logarithmic scale. Drag to move.',
      minimapOf: '‖∇h(t)‖ over the whole sequence, from {low} to {high}',
      legend:
        'In the strips, blue is below zero and orange is above zero; the scale is at the left. A purple arrow is a gradient on its way back. The larger its norm, the wider the arrow. The widths follow a logarithmic scale; the thinnest arrows are a millionth of the largest, or less. A dashed arrow with a stroke through it is cut. Click a strip to choose a unit. Ctrl and the wheel zoom.'
    },
    table: {
      show: 'Table',
      label: 'Steps of {title}',
      x: 'x',
      y: 'y',
      yhat: 'ŷ',
      probability: 'ŷ of y',
      L: 'L',
      h: '‖h‖',
      dh: '‖∇h‖',
      dhFromNext: 'from t+1',
      dhFromOutput: 'from o',
      dO: '‖∇o‖',
      dOFromNext: '∇o from t+1'
    },
    fields: { t: 'Step t', unit: 'Unit i, from 0', row: 'Row i, from 0', col: 'Column j, from 0' },
    numbers: { more: '… {count} more', showMore: 'Show more terms', follow: '{name}: show where it comes from' },
    bars: {
      title: 'What each step adds to {name}, at training step {step}',
      total: '{name} = {total}, the sum of {count} steps',
      step: 't = {t}: {value}',
      note: 'Click a bar to go to its step.'
    },
    map: {
      title: '∇{tensor} of this sequence',
      note: 'The map shows the gradient of this one sequence, as the bars do. The bars add up to the marked cell; click another cell to see its bars. “Weights & gradients” shows the mean over the whole batch, clipped if clipping is on.'
    },
    inspector: {
      label: 'Equations',
      back: 'Back (Alt+←)',
      forward: 'Forward (Alt+→)',
      compared: 'Step {step}: {value} · step {otherStep}: {otherValue}',
      rule: 'In general',
      element: 'Element by element',
      numbers: 'With the numbers put in',
      forwardPass: 'Forward',
      backward: 'Backward: gradients of the states',
      parameters: 'Gradients of the parameters: sums over t',
      parameter: 'The parameter itself is {value}. Its gradient:',
      legend:
        'n_h hidden units, n_x inputs, n_y outputs, τ time steps, N targets. Units count from 0, steps from 1. ∇h is short for ∇ₕL, the gradient of the loss L. Numbers of equations are those of Goodfellow, Bengio and Courville, Deep Learning, chapter 10. Every underlined number leads to its own equation.'
    },
    addends: {
      fromLoss: 'from the loss of this step',
      fromNextOutput: 'came back from t+1 through the output fed in there',
      fromNext: 'came back from t+1, through tanh and W',
      fromOutput: 'came down from o(t), through V',
      lastStep: 'there is no step after τ',
      cut: 'cut here by truncation'
    },
    cases: {
      case1: {
        title: 'Case 1, t = τ.',
        text: 'The last state affects the loss only through its own output, so there is only one addend.'
      },
      case2: {
        title: 'Case 2, t < τ.',
        text: 'This state affects the loss in two ways: through its own output o(t), and through the next state h(t+1). The two gradients are added.'
      },
      case2silent: {
        title: 'Case 2, t < τ.',
        text: 'Only the last step has an output, so this state affects the loss only through the next state h(t+1).'
      },
      case2cut: {
        title: 'Case 2, cut.',
        text: 'Truncation cuts the gradient here: the part that would come back from t+1 is left out, as if this were the last step.'
      },
      apart: {
        title: 'No edge from h to h.',
        text: 'The value that is fed in is the true output, or it counts as a constant. So no gradient comes back from t+1, and every step is like the last step.'
      },
      initial: {
        title: 'The state before the first step.',
        text: 'It is zero, or the last state of the stretch before this one. No gradient goes further back than this state.'
      },
      truthFed: { title: 'The coin said: truth.', text: 'e(t) = 1: the next step gets the true y(t).' },
      ownFed: {
        title: 'The coin said: own output.',
        text: 'e(t) = 0: the next step gets a sample from ŷ(t) or its arg max (for real values, o(t) itself). This value counts as a constant.'
      },
      filled: {
        title: 'Missing.',
        text: 'y(t) is missing in the data. The last known value is fed back in its place.'
      },
      missing: {
        title: 'Missing.',
        text: 'y(t) is missing in the data, so it has no loss, and no gradient comes from it.'
      },
      noTarget: { title: 'No target.', text: 'This step has no target, so it adds nothing to the loss.' }
    },
    notes: {
      data: 'Inputs and targets are given by the data; no equation makes them.',
      a: {
        hidden:
          'Each unit adds its bias, the weighted values of all hidden units one step earlier, and the weighted input. W, U and b are the same at every step: this makes the network recurrent.',
        output:
          'What comes from the step before is z(t−1), and not the hidden state: under teacher forcing the true y(t−1), else the network’s own output. It carries less information. W, U and b are the same at every step.',
        'hidden-output':
          'Two things come back from the step before: the hidden state along W, and the output along R. All parameters are the same at every step.'
      },
      h: 'tanh squeezes every number between −1 and 1. Where it is nearly flat (h near ±1), little gradient will come back through it.',
      o: 'The output is computed from the state: one number for each output, not yet a prediction.',
      yhat: {
        softmax: 'The exponentials are divided by their sum, so the outputs are probabilities that add up to 1.',
        sigmoid: 'Each output becomes the probability of a 1, independently of the others.',
        linear: 'A real value is predicted as it is: the output is the prediction.'
      },
      z: {
        'teacher-forcing':
          'Teacher forcing: the next step gets the true output instead of the network’s own output. The truth does not depend on the parameters, so no gradient comes back along this edge.',
        'free-running':
          'Running free: the network hands its own output to the next step, and the gradient comes back along this edge.',
        'scheduled-sampling':
          'Scheduled sampling: a coin e(t) is 1 with probability ε. If it is 1, the next step gets the truth; else it gets the network’s own output ỹ(t). Both are constants for the gradient, ∂z(t)/∂o(t) = 0, so no gradient comes back along this edge. But step t+1 has to wait for ỹ(t).'
      },
      L: {
        softmax:
          'The loss of a step is the surprise at the truth: minus the logarithm of the probability that the network gave to the truth. The loss L of the sequence is the mean over its N targets; the book takes the sum.',
        sigmoid:
          'The loss of a step is the surprise at the true bits. The loss L of the sequence is the mean over its N targets; the book takes the sum.',
        linear:
          'The loss of a step is the squared error. The loss L of the sequence is the mean over its N targets; the book takes the sum.'
      },
      dL: 'In the book this is 1, because L is the sum over the steps. Here L is the mean over N targets, so the loss of each step counts 1/N, and every gradient below contains this factor.',
      dO: {
        softmax:
          'The prediction minus the truth: positive where the network gave too much probability, negative at the truth. Nothing else is left of the derivatives of the logarithm and of softmax.',
        sigmoid: 'The prediction minus the truth.',
        linear: 'Twice the error.',
        free: 'Two addends: the error of the prediction of this step, and the gradient that comes back from the next step, because this output was fed to it.'
      },
      dh: {
        last: 'Back-propagation begins at the end. V leads from h(τ) up to o(τ); its transpose leads the gradient down again. The more strongly a unit contributes to a wrong output, the larger its gradient.',
        earlier:
          'The first addend comes back from t+1. First it goes through tanh of step t+1, whose slope is 1 − h(t+1)² for each unit (a diagonal matrix, because each unit has only its own tanh), then through Wᵀ. The diagonal matrix is between the two because tanh is between W h(t) and h(t+1). This product is repeated for each step back: that is why gradients vanish or explode.',
        lastStep:
          'Only the last step has an output, so only the first addend is left. It goes back through tanh of step t+1, whose slope is 1 − h(t+1)² for each unit (a diagonal matrix, because each unit has only its own tanh), then through Wᵀ. This product is repeated for each step back: that is why gradients vanish or explode.',
        apart: 'There is no edge from h to h, so each state affects the loss only through its own output.'
      },
      da: 'The gradient at h times the slope of tanh there. In all the sums below it stands for diag(1 − h²) ∇h.',
      sum: {
        c: 'Each step uses c once, so its gradient is the sum of the parts of all steps.',
        b: 'Each step uses b once, so its gradient is the sum of the parts of all steps.',
        V: 'Each step uses V and adds an outer product: the gradient of the outputs times the state that they were computed from.',
        W: 'Each step uses W and adds a part: the gradient at the unit that W leads to, times the value that W was multiplied with: the state h(t−1), or z(t−1) where only the output recurs. The total is the sum over t.',
        R: 'As for W, with the output z(t−1) in place of the state.',
        U: 'As for W, with the input x(t) in place of the state. With one-hot inputs only the steps with this input add something.'
      }
    }
  }
}
