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
      against: 'Beside it',
      nothing: 'nothing',
      sequence: 'Sequence',
      of: 'of {count}',
      sequenceHelp: 'Of the last training batch',
      steps: 'Steps τ',
      cut: 'Gradient cut',
      k: 'Steps between two cuts',
      more: 'What is beside it, sequence, steps, cut',
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
        'Unrolled graph, {title}, {tau} time steps. The left and right arrow keys move the wave; the table says the same in numbers.',
      minimap: 'Norm of the gradient at each state, on a logarithmic scale. Drag to move.',
      minimapOf: '‖∇h(t)‖ over the whole sequence, from {low} to {high}',
      legend:
        'Strips: blue below zero, orange above, on the scale at the left. Purple arrows are gradients on their way back; they are wider the larger their norm, on a logarithmic scale: six decades below the largest they are thinnest. Dashed and struck through: cut. Click a strip to choose a unit. Ctrl and the wheel zoom.'
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
      note: 'A bar leads to its step.'
    },
    map: {
      title: '∇{tensor} of this sequence',
      note: 'Of this one sequence, like the bars, which add up to the marked cell. Another cell leads to its own bars. “Weights & gradients” shows the mean over the whole batch, clipped if clipping is on.'
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
        text: 'The last state touches the loss only through its own output, so one addend is all.'
      },
      case2: {
        title: 'Case 2, t < τ.',
        text: 'This state has two ways to the loss: through its own output o(t), and through the next state h(t+1). Both gradients add up.'
      },
      case2silent: {
        title: 'Case 2, t < τ.',
        text: 'Only the last step has an output, so this state has one way to the loss: through the next state h(t+1).'
      },
      case2cut: {
        title: 'Case 2, cut.',
        text: 'Truncation ends here: what would have come back from t+1 is thrown away, as if this were the last step.'
      },
      apart: {
        title: 'No edge from h to h.',
        text: 'What is fed in is the true output, or counts as a constant, so no gradient comes back from t+1: every step is like the last one.'
      },
      initial: {
        title: 'The state before the first step.',
        text: 'Zero, or what the stretch before this one has left behind. Nothing is differentiated through it.'
      },
      truthFed: { title: 'The coin said: truth.', text: 'e(t) = 1: the true y(t) is handed on.' },
      ownFed: {
        title: 'The coin said: own output.',
        text: 'e(t) = 0: a draw from ŷ(t) or its arg max (of real values o(t) itself) is handed on. It counts as a constant.'
      },
      noTarget: { title: 'No target.', text: 'This step has no target, so it adds nothing to the loss.' }
    },
    notes: {
      data: 'Inputs and targets are given by the data; no equation makes them.',
      a: {
        hidden:
          'Each unit adds up its bias, what all hidden units said one step earlier, and the input. W, U and b are the same at every step: that is what makes the network recurrent.',
        output:
          'What comes back here is the output of the step before, z(t−1), and not the hidden state: a narrower channel. W, U and b are the same at every step.',
        'hidden-output':
          'Two things come back from the step before: the hidden state along W, and the output along R. All parameters are the same at every step.'
      },
      h: 'tanh squeezes every number between −1 and 1. Where it is nearly flat (h near ±1), little gradient will come back through it.',
      o: 'The state is read out: one number for each output, before it becomes a prediction.',
      yhat: {
        softmax: 'The exponentials are divided by their sum, so the outputs are probabilities that add up to 1.',
        sigmoid: 'Each output becomes the probability of a 1, independently of the others.',
        linear: 'A real value is predicted as it is: the output is the prediction.'
      },
      z: {
        'teacher-forcing':
          'Teacher forcing: the true output is handed to the next step in place of the network’s own. Truth does not depend on the parameters, so no gradient comes back along this edge.',
        'free-running':
          'Running free: the network hands its own output to the next step, and the gradient comes back along this edge.',
        'scheduled-sampling':
          'Scheduled sampling: a coin e(t), which is 1 with probability ε, decides whether the truth is handed on or the network’s own output ỹ(t). Both are constants for the gradient, ∂z(t)/∂o(t) = 0, so none comes back along this edge; but step t+1 has to wait for ỹ(t).'
      },
      L: {
        softmax:
          'The loss of a step is the surprise at the truth: minus the logarithm of the probability that the network gave it. The loss L of the sequence is the mean over its N targets; the book takes the sum.',
        sigmoid:
          'The loss of a step is the surprise at the true bits. The loss L of the sequence is the mean over its N targets; the book takes the sum.',
        linear:
          'The loss of a step is the squared error. The loss L of the sequence is the mean over its N targets; the book takes the sum.'
      },
      dL: 'In the book this is 1, because L is the sum over the steps. Here L is the mean over N targets, so each step’s loss counts 1/N, and every gradient below carries this factor.',
      dO: {
        softmax:
          'What was predicted minus what was true: positive where the network gave too much, negative at the truth. The derivative of the logarithm and of softmax leave just this.',
        sigmoid: 'What was predicted minus what was true.',
        linear: 'Twice the error.',
        free: 'Two addends: the error of this step’s own prediction, and what comes back from the next step, which was fed this output.'
      },
      dh: {
        last: 'Back-propagation begins at the end. V, which carried h(τ) up to o(τ), carries the gradient down again, transposed: each unit is blamed by how strongly it spoke to each wrong output.',
        earlier:
          'The first addend comes back from t+1: first through tanh of that step, whose slope is 1 − h(t+1)² for each unit (a diagonal matrix, because each unit has only its own tanh), then through Wᵀ. The diagonal stands between because tanh lies between W h(t) and h(t+1). This product is repeated for each step back: that is why gradients vanish or explode.',
        lastStep:
          'Only the last step has an output, so only the first addend is left on the way back: first through tanh of step t+1, whose slope is 1 − h(t+1)² for each unit (a diagonal matrix, because each unit has only its own tanh), then through Wᵀ. This product is repeated for each step back: that is why gradients vanish or explode.',
        apart: 'Without an edge from h to h, each state touches the loss only through its own output.'
      },
      da: 'Through tanh: the gradient at h times the slope there. It stands for diag(1 − h²) ∇h in all the sums below.',
      sum: {
        c: 'c was used once at each step, so its gradient is the sum over all steps of what each of them says.',
        b: 'b was used once at each step, so its gradient is the sum over all steps of what each of them says.',
        V: 'V was used at each step. Each use adds an outer product: the error of an output times the state that caused it.',
        W: 'W was used at each step, so each use has a say: the gradient at the unit it leads to, times the state it came from. The total is the sum over t.',
        R: 'As for W, with the output z(t−1) in place of the state.',
        U: 'As for W, with the input x(t) in place of the state. With one-hot inputs only the steps that had this input say anything.'
      }
    }
  }
}
