export default {
  importing: {
    title: 'Import “{name}”',
    sizes:
      'The file holds a network (inputs: {nx}, hidden units: {nh}, outputs: {ny}), but it does not say what the inputs and outputs are.',
    kind: 'Trained on',
    kinds: { text: 'a text', series: 'a table', task: 'a task' },
    by: 'Told by',
    ways: {
      data: { text: 'the text', series: 'the table' },
      vocabulary: 'its vocabulary (JSON)',
      scaling: 'its scaling (JSON)'
    },
    file: 'File',
    help: {
      data: 'The file that the network was trained on. The order of its symbols or columns tells what each input is.',
      vocabulary:
        'The symbols in the order of the inputs: a list, or the number of each symbol, as in vocabulary.json of a PyTorch folder.',
      scaling: 'columns, mean and deviation, as in scaling.json of a PyTorch folder.',
      task: 'The tasks with {nx} inputs and {ny} outputs.'
    },
    task: 'Task',
    readout: 'Readout',
    import: 'Import',
    under: 'Importing…',
    done: '“{name}” is a new run: look at it, sample from it, or train it on.'
  }
}
