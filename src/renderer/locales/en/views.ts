import { en as formats } from '../../../shared/exports/en'

export default {
  start: {
    title: 'Train a recurrent network',
    text: 'Each of these experiments teaches one thing. Start one as it is, or open it and change what you like.',
    run: 'Start',
    edit: 'Adjust',
    beside: 'Beside each other',
    blank: 'Start from the defaults',
    watch: 'Watch',
    kept: 'The experiment pane still holds “{name}”.',
    open: 'Go on with it'
  },
  data: {
    loading: 'Reading the data…',
    reading: 'Reading the data file',
    readSoFar: 'Reading the data file: {read} of {size}',
    stopReading: 'Stop reading',
    failed: 'The data could not be read',
    unfit: 'The task does not fit the rest of the experiment',
    invalid: 'The data appear here when the section “Data” of the experiment is complete.'
  },
  train: {
    loading: 'Reading the run…',
    waiting: 'The first steps will appear here.',
    loss: 'Loss',
    gradientNorm: 'Gradient norm',
    sample: 'Latest sample',
    noSample: 'The model has not written a sample yet.',
    atStep: 'at step {step}',
    figures: {
      loss: 'Training loss',
      validation: 'Validation',
      accuracy: 'Accuracy',
      freeAccuracy: { free: 'Free-running', ownZ: 'Own z(t−1), true x(t)' },
      doubleLength: 'Twice the length',
      clipped: 'Clipped lately',
      time: 'Training time'
    },
    explain: {
      loss: 'Mean of the last 100 training steps, per target',
      validation: 'Mean loss per target on the held-out part, with the same kind of input as in training',
      accuracy: 'Share of right answers on the held-out part, with the same kind of input as in training',
      freeAccuracy: {
        free: 'Share of right answers on the held-out part, when the model’s own outputs are fed back',
        ownZ: 'Share of right answers on the held-out part. z(t−1) is the model’s own output, x(t) is still the true value before'
      },
      doubleLength: 'Share of right answers on new sequences of 2τ steps, when the model runs free',
      kind: '{kind}: mean loss of these targets on the held-out part, with the same kind of input as in training',
      clipped: 'Share of the last 100 steps whose gradient was clipped',
      time: 'Time of training, without pauses'
    },
    squared: 'squared error',
    nats: 'nats',
    bits: 'bits'
  },
  damage: {
    title: 'Files of this run are damaged.',
    file: '{file}: {reason}',
    fileInstead: '{file}: {reason} Its content comes from the checkpoint at step {step}.',
    lines: '{file}: lines that are unreadable or missing: {lines}.',
    text: 'Unroll shows the parts that it can read, and you can export them. Unroll skips a damaged checkpoint. While any other file cannot be read at all, Unroll changes nothing in the folder.'
  },
  failure: {
    notFinite: 'Not a finite number in {tensor} at step {step}',
    notFiniteText: 'The last good checkpoint is at step {checkpoint}. A smaller learning rate often helps.',
    noCheckpoint: 'There is no checkpoint to go back to. Duplicate the experiment with a smaller learning rate.',
    rate: 'Learning rate after the rewind',
    rewind: 'Rewind',
    rewindTo: 'Checkpoint to go back to',
    lastGood: 'Last good checkpoint',
    checkpoint: 'Step {step}',
    rewindText: 'The steps after the checkpoint are trained again.',
    diverged: 'Diverged: the mean loss is {mean} {unit}, more than {limit}',
    divergedText:
      'This was noticed at step {step}. A run counts as diverged when the mean loss of {window} steps is more than {overGuessing} times that of guessing, or {overBest} times its own best, {windows} times in a row or at the end. A smaller learning rate often helps.',
    waiting: 'Paused: the results cannot be written to the disk',
    waitingText: 'Nothing is lost. The run goes on by itself when there is room, or at once with “Go on”.',
    error: 'Training failed at step {step}',
    notBegun: 'Training could not begin',
    died: 'The training process has ended unexpectedly',
    diedText: 'The window and all stored files are safe. The last checkpoint is at step {checkpoint}.',
    goOn: 'Go on from the last checkpoint',
    interrupted: 'This run was interrupted at step {step}.',
    interruptedText: 'It goes on from the checkpoint at step {checkpoint}.',
    interruptedEarly: 'It begins again from step 0, because no checkpoint was written yet.',
    refused: 'This run cannot go on',
    locate: 'Locate the file…',
    continue: 'Continue'
  },
  held: {
    title: 'Another program trains this run',
    taken: 'Another program has taken this run over',
    takeOver: 'Take it over…',
    question: 'Take “{name}” over?',
    unseen:
      'Unroll cannot see from here whether process {pid} on “{host}” still runs. Take the run over only when you know that it has ended.',
    risk: 'If that process still trains, it notices this before it next saves, and stops. The steps since its last checkpoint are then lost. Training goes on here from that checkpoint.',
    confirm: 'Take it over'
  },
  model: {
    chooseData: 'Choose the data…',
    reading: 'Reading the newest checkpoint…',
    unreadable: 'The model of this run cannot be shown',
    again: 'Try again',
    gone: 'The process that showed the model has ended unexpectedly. The stored files have not changed.',
    waiting: 'Waiting for the first picture of the weights…'
  },
  samples: {
    none: 'No samples yet',
    noneText: 'The model writes a sample every {every} steps.',
    trueInputs:
      'The network also reads {columns}. Where it runs on its own predictions, these columns keep their true values.'
  },
  state: {
    of: 'Of the network',
    now: 'now',
    best: 'Best by validation ({step})',
    newest: 'Newest ({step})',
    step: 'step {step}'
  },
  export: {
    formats,
    checkpoint: 'Checkpoint',
    checkpointText: 'For every format that contains the model.',
    folder: 'Run folder',
    folderText: 'All files of this run: experiment.json, metrics, events and checkpoints.',
    folderButton: 'Show folder',
    size: 'It uses {size} of the disk.',
    use: 'How to use it',
    useNamed: 'These lines expect that the file is called {file}.',
    useInside: 'Run these lines inside the folder.',
    prints: {
      ones: 'They print the answer to a first row of ones, in the units of the data.',
      category: 'They print the answer to the first symbol of the vocabulary.',
      zeros: 'They print the answer to a first step of zeros.',
      bias: 'They print c, the bias of the output.',
      'last-step': 'They print the last step of the run.'
    },
    elsewhere: {
      weights: 'For C, export as C: one header that holds the weights and computes.',
      folder: 'For JavaScript or C, use the exports of these names: each is one file without dependencies.',
      onnx: 'For C, export as C: one header without dependencies. ONNX Runtime has a C interface too, but it takes a page of code.'
    },
    written: 'Written to {file}',
    checked: {
      run: 'Checked: it was run, and its answers differ from those of the checkpoint by at most {difference} of their spread.',
      read: 'Checked: its numbers were read back. With them the answers differ from those of the checkpoint by at most {difference} of their spread.'
    },
    saving: 'Saving…'
  }
}
