// The labels and explanations of the experiment form, by the id of the field.
export default {
  fields: {
    data: {
      kind: {
        label: 'Kind',
        help: 'What the network reads: characters of a text, columns of numbers, or sequences made from a seed whose answer is known.',
        options: { text: 'Text', series: 'Series', task: 'Task' }
      },
      text: {
        source: {
          label: 'Text',
          help: 'Moby Dick comes with the app (1.2 million characters, public domain). Or any .txt file of yours.',
          options: { 'moby-dick': 'Moby Dick', file: 'A file of mine' }
        },
        path: { label: 'File', help: 'UTF-8, UTF-16, EUC-KR or Latin-1; the encoding is detected.' },
        validationFraction: { label: 'Held out', help: 'The share at the end of the text that is never trained on.' }
      },
      series: {
        source: {
          label: 'Series',
          help: 'Yearly sunspot numbers since 1700 come with the app; the chaotic series of Mackey and Glass (1977) is computed, 4,000 values. Or any CSV file of yours.',
          options: { sunspots: 'Sunspots', 'mackey-glass': 'Mackey–Glass', file: 'A file of mine' }
        },
        path: { label: 'File', help: 'A CSV file: one row a time step.' },
        delimiter: {
          label: 'Delimiter',
          help: 'What stands between the columns.',
          options: { auto: 'Detect', comma: 'Comma', semicolon: 'Semicolon', tab: 'Tab', pipe: 'Vertical bar' }
        },
        header: {
          label: 'Header',
          help: 'Whether the first row holds the names of the columns.',
          options: { auto: 'Detect', yes: 'Yes', no: 'No' }
        },
        columns: {
          label: 'Columns',
          help: 'The columns that are read and predicted. None chosen means all that hold numbers.'
        },
        validationFraction: {
          label: 'Held out',
          help: 'The share at the end of the series that is never trained on. Scaling is fitted on the rest alone.'
        }
      },
      task: {
        task: {
          label: 'Task',
          help: 'Made from the seed, endless, and with a known best loss.',
          options: {
            'running-parity': 'Running parity',
            'binary-addition': 'Binary addition',
            'temporal-xor': 'Temporal XOR',
            'elman-letters': 'Elman’s letters',
            reber: 'Reber’s grammar',
            'embedded-reber': 'Embedded Reber',
            adding: 'Adding',
            'temporal-order': 'Temporal order',
            'copy-memory': 'Copying',
            digits: 'Handwritten digits'
          }
        },
        validationSequences: { label: 'Held-out sequences', help: 'How many unseen sequences the validation uses.' }
      }
    },
    model: {
      recurrence: {
        label: 'Recurrence',
        help: 'What returns to the hidden layer. Hidden: a(t) = b + W h(t−1) + U x(t). Output: a(t) = b + W z(t−1) + U x(t), with z the output. Both: W h(t−1) + R z(t−1).',
        options: { hidden: 'Hidden', output: 'Output', 'hidden-output': 'Hidden + output' }
      },
      hiddenSize: { label: 'Hidden size', help: 'Units of the hidden layer h(t) = tanh a(t). W has nₕ² entries.' },
      readout: {
        label: 'Readout',
        help: 'Where the output o(t) = c + V h(t) is compared with a target.',
        options: { 'every-step': 'Every step', 'last-step': 'Last step' }
      },
      feedback: {
        label: 'Feeds back',
        help: 'What a free-running model takes as z(t−1): its probabilities ŷ, the arg max (for bits: the sigmoid against ½), or a sample. Scheduled sampling takes the same where it does not take the truth.',
        options: { probabilities: 'Probabilities', argmax: 'Arg max', sample: 'A sample' }
      }
    },
    learning: {
      method: {
        label: 'Method',
        help: 'BPTT sends the gradient back through every step. Teacher forcing feeds the true y(t−1), so that steps become independent. Free running feeds the model’s own output and back-propagates through it. Scheduled sampling feeds the truth with a probability ε that falls, else the model’s own output: a sample or the arg max, ∂z(t)/∂o(t) = 0, so no gradient flows through it. Steps then wait for each other. (In a text or a series x(t) is the true value before in any case: tasks show the effect.)',
        options: {
          bptt: 'BPTT',
          'teacher-forcing': 'Teacher forcing',
          'free-running': 'Free running',
          'scheduled-sampling': 'Scheduled sampling'
        }
      },
      sequenceLength: {
        label: 'Sequence length',
        help: 'Steps the network is unrolled for in one training step.',
        unit: 'steps'
      },
      batchSize: { label: 'Batch size', help: 'Sequences trained on side by side.' },
      carryState: {
        label: 'Carry state over',
        help: 'The hidden state at the end of one stretch begins the next; without it every stretch begins at zero.'
      },
      truncation: {
        label: 'Truncate after',
        help: 'Cuts the gradient (not the state) every k steps inside a sequence. Empty goes back to the first step.',
        unit: 'steps',
        none: 'whole'
      },
      recompute: {
        label: 'Compute again',
        help: 'Gradient checkpointing: keeps h at every √τth step only and computes the others once more on the way back. Less memory for long sequences, about a third more time.'
      },
      truthSchedule: {
        label: 'Truth falls',
        help: 'The probability ε that the truth is fed in step i, counted from 0. Linear: 1 − i/k. Exponential: exp(−i/k). Inverse sigmoid: k/(k + exp(i/k)), which stays near 1 at first and is ½ at i = k log k.',
        options: { linear: 'Linear', exponential: 'Exponential', 'inverse-sigmoid': 'Inverse sigmoid' }
      },
      truthDecay: { label: 'Pace', help: 'The k of the schedule.', unit: 'steps' },
      truthLeast: { label: 'Least truth', help: 'ε falls no lower than this.' },
      truthCoin: {
        label: 'Coin',
        help: 'One throw decides for each step of a sequence, or for all of its steps.',
        options: { step: 'Per step', sequence: 'Per sequence' }
      }
    },
    optimizer: {
      kind: {
        label: 'Method',
        help: 'How a gradient becomes a change of the parameters.',
        options: {
          sgd: 'SGD',
          momentum: 'Momentum',
          nesterov: 'Nesterov',
          rmsprop: 'RMSProp',
          adam: 'Adam',
          adamw: 'AdamW'
        }
      },
      learningRate: { label: 'Learning rate', help: 'Size of a step. Can be changed while it trains.' },
      schedule: {
        label: 'Schedule',
        help: 'How the learning rate changes over the steps.',
        options: { constant: 'Constant', step: 'In steps', cosine: 'Cosine' }
      },
      warmupSteps: { label: 'Warm-up', help: 'The rate rises from zero over these steps.', unit: 'steps' },
      decayEvery: {
        label: 'Decay over',
        help: 'In steps: multiplies the rate each time this many have passed. Cosine: the length of the whole curve.',
        unit: 'steps'
      },
      decayFactor: { label: 'Decay factor', help: 'What the rate is multiplied by each time.' },
      momentum: { label: 'Momentum', help: 'Share of the last change that is kept.' },
      beta1: { label: 'First moment', help: 'Decay of the mean of the gradient.' },
      beta2: { label: 'Second moment', help: 'Decay of the mean of the squared gradient.' },
      epsilon: { label: 'Damping', help: 'Added to the root of the second moment, against division by zero.' },
      l2: {
        label: 'Weight decay',
        help: '½λ‖θ‖² is added to the loss; AdamW shrinks the weights directly. Biases are left alone.'
      },
      clipNorm: {
        label: 'Clip norm',
        help: 'A gradient whose global norm is larger is scaled down to it: the cure for exploding gradients. Can be changed while it trains.',
        none: 'off'
      },
      clipValue: {
        label: 'Clip value',
        help: 'Each component of the gradient is held between ± this value. Can be changed while it trains.',
        none: 'off'
      }
    },
    initialisation: {
      weights: {
        label: 'U, V, R',
        help: 'Uniform: ±1/√nₕ, biases too. Glorot and orthogonal leave biases at zero.',
        options: { uniform: 'Uniform', glorot: 'Glorot', orthogonal: 'Orthogonal' }
      },
      recurrent: {
        label: 'Recurrent',
        help: 'Orthogonal and identity keep the length of the signal on its way through time.',
        options: { uniform: 'Uniform', glorot: 'Glorot', orthogonal: 'Orthogonal', identity: 'Identity' }
      },
      identityScale: { label: 'Scale of identity', help: 'W begins as this number times the identity matrix.' }
    },
    watching: {
      validateEvery: { label: 'Validate every', help: 'Steps between two looks at the held-out part.', unit: 'steps' },
      sampleEvery: { label: 'Sample every', help: 'Steps between two samples from the model.', unit: 'steps' },
      checkpointEvery: {
        label: 'Checkpoint every',
        help: 'Steps between two checkpoints; a crash loses at most this much.',
        unit: 'steps'
      },
      checkpointSeconds: {
        label: 'Or after',
        help: 'Seconds of training after which a checkpoint is written in any case. Empty: by steps alone.',
        unit: 's',
        none: 'by steps alone'
      },
      sampleLength: { label: 'Sample length', help: 'Characters to write, or steps to run free.' },
      temperature: {
        label: 'Temperature',
        help: 'Below 1 the samples are bolder about what is likely, above 1 wilder.'
      },
      prime: { label: 'Prime', help: 'Text that samples go on from.', none: 'nothing' }
    },
    stop: {
      steps: {
        label: 'Steps',
        help: 'Training ends after this many. Empty: no limit.',
        unit: 'steps',
        none: 'no limit'
      },
      seconds: {
        label: 'Time',
        help: 'Seconds of training, without pauses. Empty: no limit.',
        unit: 's',
        none: 'no limit'
      },
      patience: {
        label: 'No improvement',
        help: 'Ends after this many validations in a row without a better loss. Empty: no limit.',
        unit: 'validations',
        none: 'no limit'
      },
      divergence: {
        label: 'When diverged',
        help: 'A run has diverged when its loss is far worse than guessing, or than its own best, for long.',
        options: { mark: 'Say so, go on', stop: 'Stop', ignore: 'Take no notice' }
      }
    }
  }
}
