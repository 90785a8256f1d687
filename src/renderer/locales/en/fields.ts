// The labels and explanations of the experiment form, by the id of the field.
export default {
  fields: {
    data: {
      kind: {
        label: 'Kind',
        help: 'What the network reads: characters of a text, columns of numbers, sequences of a table that have one label each, or sequences that are made from a seed and have a known answer.',
        options: { text: 'Text', series: 'Series', labelled: 'Labels', task: 'Task' }
      },
      text: {
        source: {
          label: 'Text',
          help: 'Moby Dick comes with the app (1.2 million characters, public domain). Or choose any .txt file.',
          options: { 'moby-dick': 'Moby Dick', file: 'My own file' }
        },
        path: { label: 'File', help: 'UTF-8, UTF-16, EUC-KR or Latin-1; the encoding is detected.' },
        reading: { label: 'Reading', help: 'How the characters of the file are read.' },
        validationFraction: { label: 'Held out', help: 'The share at the end of the text that is never trained on.' }
      },
      series: {
        source: {
          label: 'Series',
          help: 'Yearly sunspot numbers since 1700 come with the app; the chaotic series of Mackey and Glass (1977) is computed (4,000 values). Or choose any CSV file.',
          options: { sunspots: 'Sunspots', 'mackey-glass': 'Mackey–Glass', file: 'My own file' }
        },
        path: { label: 'File', help: 'A CSV file with one row for each time step.' },
        reading: {
          label: 'Reading',
          help: 'What was understood of the file: its signs, its columns with their roles, its gaps. Everything can be changed there.'
        },
        delimiter: {
          label: 'Delimiter',
          help: 'The character between the columns.',
          options: { auto: 'Detect', comma: 'Comma', semicolon: 'Semicolon', tab: 'Tab', pipe: 'Vertical bar' }
        },
        header: {
          label: 'Header',
          help: 'Whether the first row contains the names of the columns.',
          options: { auto: 'Detect', yes: 'Yes', no: 'No' }
        },
        columns: {
          label: 'Columns',
          help: 'The columns that are read and predicted. If you choose none, all columns of numbers are used.'
        },
        transform: {
          label: 'Learns',
          help: 'What the network reads and predicts of each column: its values, their change from row to row (differencing, for a series whose level drifts), the logarithm of the values (for growth in per cent), or the change of the logarithm. Single columns can have their own scaling in the dialog of the file. Forecasts, samples and errors are shown in the units of the data.',
          options: {
            none: 'Values',
            difference: 'Changes',
            log: 'Logarithms',
            'log-difference': 'Changes of the logarithm'
          }
        },
        validationFraction: {
          label: 'Held out',
          help: 'The share at the end of the series that is never trained on. The scaling is computed from the rest only.'
        }
      },
      labelled: {
        path: {
          label: 'File',
          help: 'A table with one row for each step: a column that names the sequence, columns of numbers, and the label, which is the same in all rows of a sequence.'
        },
        reading: {
          label: 'Reading',
          help: 'What was understood of the file: which column is the label (the target), which names the sequence (the group), which are inputs. Everything can be changed there.'
        },
        labels: {
          label: 'Labels',
          help: 'Classes: the network answers with the probability of each, and the loss is in nats. Numbers: it answers with one number, and the loss is the squared error of the scaled labels.',
          options: { classes: 'Classes', numbers: 'Numbers' }
        },
        validationFraction: {
          label: 'Held out',
          help: 'The share of the sequences that is never trained on, drawn from every class. It is the same for every seed.'
        }
      },
      task: {
        task: {
          label: 'Task',
          help: 'Its sequences are made from the seed, without end. The best possible loss is known.',
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
        help: 'What is fed back to the hidden layer. Hidden: a(t) = b + W h(t−1) + U x(t). Output: a(t) = b + W z(t−1) + U x(t), where z is the output. Both: a(t) = b + W h(t−1) + R z(t−1) + U x(t).',
        options: { hidden: 'Hidden', output: 'Output', 'hidden-output': 'Hidden + output' }
      },
      hiddenSize: { label: 'Hidden size', help: 'Units of the hidden layer h(t) = tanh a(t). W has nₕ² entries.' },
      readout: {
        label: 'Readout',
        help: 'The steps at which the output o(t) = c + V h(t) is compared with a target.',
        options: { 'every-step': 'Every step', 'last-step': 'Last step' }
      },
      feedback: {
        label: 'Feeds back',
        help: 'What a free-running model takes as z(t−1): its probabilities ŷ, the arg max (for bits: the sigmoid, compared with ½), or a sample. Scheduled sampling takes the same where it does not take the truth.',
        options: { probabilities: 'Probabilities', argmax: 'Arg max', sample: 'A sample' }
      }
    },
    learning: {
      method: {
        label: 'Method',
        help: 'BPTT sends the gradient back through every step. Teacher forcing feeds the true y(t−1), so the steps become independent. Free running feeds the model’s own output and sends the gradient back through it. Scheduled sampling feeds the truth with a probability ε that falls, else the model’s own output: a sample or the arg max. There ∂z(t)/∂o(t) = 0, so no gradient flows through it, but the steps wait for each other. (In a text or a series x(t) always is the true value before, so the effect is seen best in tasks.)',
        options: {
          bptt: 'BPTT',
          'teacher-forcing': 'Teacher forcing',
          'free-running': 'Free running',
          'scheduled-sampling': 'Scheduled sampling'
        }
      },
      sequenceLength: {
        label: 'Sequence length',
        help: 'The number of time steps in one training step: the network is unrolled over them.',
        unit: 'steps'
      },
      batchSize: { label: 'Batch size', help: 'The number of sequences in one training step.' },
      carryState: {
        label: 'Carry state over',
        help: 'Each stretch of the data begins with the hidden state at the end of the stretch before. Without this, each begins with zero.'
      },
      truncation: {
        label: 'Truncate after',
        help: 'Cuts the gradient (not the state) every k steps inside a sequence. If the field is empty, the gradient goes back to the first step.',
        unit: 'steps',
        none: 'whole'
      },
      recompute: {
        label: 'Compute again',
        help: 'Gradient checkpointing: keeps h only at every √τth step and computes the other states again on the way back. Long sequences need less memory, but about a third more time.'
      },
      truthSchedule: {
        label: 'Truth falls',
        help: 'How the probability ε of feeding the truth falls with the training step i, counted from 0. Linear: 1 − i/k. Exponential: exp(−i/k). Inverse sigmoid: k/(k + exp(i/k)), which stays near 1 at first and is ½ at i = k log k.',
        options: { linear: 'Linear', exponential: 'Exponential', 'inverse-sigmoid': 'Inverse sigmoid' }
      },
      truthDecay: { label: 'Pace', help: 'The k of the schedule.', unit: 'steps' },
      truthLeast: { label: 'Least truth', help: 'ε never falls below this.' },
      truthCoin: {
        label: 'Coin',
        help: 'A coin is thrown for each step of a sequence, or once for all of its steps.',
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
      learningRate: { label: 'Learning rate', help: 'The size of a step. You can change it during training.' },
      schedule: {
        label: 'Schedule',
        help: 'How the learning rate changes over the steps.',
        options: { constant: 'Constant', step: 'In steps', cosine: 'Cosine' }
      },
      warmupSteps: { label: 'Warm-up', help: 'The rate rises from zero over these steps.', unit: 'steps' },
      decayEvery: {
        label: 'Decay over',
        help: 'In steps: the rate is multiplied by the factor each time after this many steps. Cosine: the length of the whole curve.',
        unit: 'steps'
      },
      decayFactor: { label: 'Decay factor', help: 'What the rate is multiplied by each time.' },
      momentum: { label: 'Momentum', help: 'The share of the last change that is kept.' },
      beta1: { label: 'First moment', help: 'Decay of the mean of the gradient.' },
      beta2: { label: 'Second moment', help: 'Decay of the mean of the squared gradient.' },
      epsilon: {
        label: 'Damping',
        help: 'Added to the square root of the second moment, to avoid a division by zero.'
      },
      l2: {
        label: 'Weight decay',
        help: 'Adds ½λ‖θ‖² to the loss. AdamW shrinks the weights directly instead. Biases are not changed by it.'
      },
      clipNorm: {
        label: 'Clip norm',
        help: 'If the norm of the whole gradient is larger, the gradient is scaled down to this norm. This helps against exploding gradients. You can change it during training.',
        none: 'off'
      },
      clipValue: {
        label: 'Clip value',
        help: 'Keeps each component of the gradient between minus and plus this value. You can change it during training.',
        none: 'off'
      }
    },
    initialisation: {
      weights: {
        label: 'U, V, R',
        help: 'Uniform: from −1/√nₕ to 1/√nₕ, biases too. With Glorot and orthogonal, biases begin at zero.',
        options: { uniform: 'Uniform', glorot: 'Glorot', orthogonal: 'Orthogonal' }
      },
      recurrent: {
        label: 'Recurrent',
        help: 'Orthogonal and identity keep the size of the signal as it goes through time.',
        options: { uniform: 'Uniform', glorot: 'Glorot', orthogonal: 'Orthogonal', identity: 'Identity' }
      },
      identityScale: { label: 'Scale of identity', help: 'W begins as this number times the identity matrix.' }
    },
    watching: {
      validateEvery: {
        label: 'Validate every',
        help: 'Steps between two validations on the held-out part.',
        unit: 'steps'
      },
      sampleEvery: { label: 'Sample every', help: 'Steps between two samples from the model.', unit: 'steps' },
      checkpointEvery: {
        label: 'Checkpoint every',
        help: 'Steps between two checkpoints. A crash loses at most this many steps.',
        unit: 'steps'
      },
      checkpointSeconds: {
        label: 'Or after',
        help: 'A checkpoint is also written after this many seconds of training. Empty: only by steps.',
        unit: 's',
        none: 'only by steps'
      },
      sampleLength: { label: 'Sample length', help: 'The number of characters to write, or of steps to run free.' },
      temperature: {
        label: 'Temperature',
        help: 'Below 1 the samples contain more of what is likely; above 1 they are wilder.'
      },
      prime: { label: 'Prime', help: 'The text that samples begin with.', none: 'nothing' }
    },
    stop: {
      steps: {
        label: 'Steps',
        help: 'Training ends after this many steps. Empty: no limit.',
        unit: 'steps',
        none: 'no limit'
      },
      seconds: {
        label: 'Time',
        help: 'Training ends after this many seconds, without pauses. Empty: no limit.',
        unit: 's',
        none: 'no limit'
      },
      patience: {
        label: 'No improvement',
        help: 'Training ends after this many validations in a row without a better loss. Empty: no limit.',
        unit: 'validations',
        none: 'no limit'
      },
      divergence: {
        label: 'When diverged',
        help: 'A run has diverged when its loss is far worse than that of guessing, or than its own best loss, for a long time.',
        options: { mark: 'Mark it and go on', stop: 'Stop', ignore: 'Ignore it' }
      }
    }
  }
}
