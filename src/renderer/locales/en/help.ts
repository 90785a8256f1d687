// The texts of the help. The words of the menu stand in shared/menu.ts, the terms of the field in help/glossary/.
export default {
  help: {
    title: 'Help',
    search: 'Search: a word, or 10.21',
    found: 'What the help holds',
    none: 'Nothing here says “{query}”.',
    needsRun: 'Names in blue lead to their place. Most places need a run: start one, or choose one in the list.',
    legend:
      'Goodfellow, Bengio and Courville, Deep Learning, chapter 10. A number leads to the equation with the numbers of this run put in.',
    showEquation: 'Equation {number} in its place in the chapter',
    sections: { views: 'Views', shortcuts: 'Keys', equations: 'Equations', glossary: 'Words' },
    columns: { book: 'book', pytorch: 'PyTorch', keras: 'Keras' },
    views: {
      start: 'Six experiments that are ready to start. Each teaches one thing.',
      data: 'What the network will read: the text with its symbols, the series, or sequences of the task with their targets.',
      train: 'The loss against its floor and simple baselines, the norm of the gradient, and the latest sample.',
      weights: 'Every weight matrix with its gradient, as colours around zero.',
      'through-time': 'Inside back-propagation through time: one sequence, and every number of both passes.',
      chapter:
        'The derivation of the book in its order, from the unrolled graph to the criterion of teacher forcing, with the numbers of the run.',
      samples:
        'What the model writes, or predicts, when it runs on its own output; what it loses by that (exposure bias), and log p of a sequence, term by term.',
      export:
        'The network of a checkpoint as safetensors with PyTorch’s names, as ONNX, C or JavaScript, the curves as CSV, and the folder of the run.'
    },
    parts: {
      graph: 'The unrolled graph, step by step, and every equation with its numbers put in.',
      flow: 'How large the gradient is at each step, whether it vanishes or explodes, and which units are saturated.',
      influence: 'How much each loss depends on each earlier state.',
      spectrum: 'Eigenvalues and singular values of W: why gradients vanish or explode.',
      check: 'Every gradient against the difference of two losses.',
      truncation: 'What cutting the gradient every k steps costs: direction and length against the full one.'
    },
    keys: {
      anywhere: { label: 'Anywhere', play: 'Start, pause or go on' },
      runs: {
        label: 'List of runs',
        up: 'Run above',
        down: 'Run below',
        first: 'First run',
        last: 'Last run',
        mark: 'Mark for a comparison',
        markUp: 'Mark this and the one above',
        markDown: 'Mark this and the one below',
        trash: 'Move to trash'
      },
      queue: { label: 'Queue', earlier: 'Earlier', later: 'Later', remove: 'Take out of the queue' },
      tabs: { label: 'Tabs', before: 'View before', next: 'Next view' },
      chart: {
        label: 'A chart',
        zoomIn: 'Zoom in',
        zoomOut: 'Zoom out',
        left: 'Pan left',
        right: 'Pan right',
        all: 'Show all'
      },
      map: {
        label: 'A heatmap',
        up: 'Row above',
        down: 'Row below',
        left: 'Column before',
        right: 'Next column',
        follow: 'Open its equation'
      },
      graph: {
        label: 'The unrolled graph',
        back: 'One step back',
        on: 'One step on',
        zoomIn: 'Zoom in',
        zoomOut: 'Zoom out'
      },
      bars: { label: 'Bars of a contribution', before: 'Step before', next: 'Next step', follow: 'Go to this step' },
      equations: { label: 'Equations', back: 'Where you were before', forward: 'Forward again' },
      chapter: { label: 'The chapter', back: 'Station before', on: 'Next station' },
      help: { label: 'This help', close: 'Close' }
    },
    equations: {
      e8: 'the sum before tanh',
      e9: 'the hidden state',
      e10: 'the output',
      e11: 'the prediction: softmax',
      e12: 'the loss of a whole sequence',
      e13: 'is the sum over the steps (here the mean over the targets)',
      e14: 'of minus the logarithm of what the model gave to the truth: negative log-likelihood, surprise',
      e15: 'teacher forcing: the likelihood of two outputs',
      e16: 'is a product, each factor given the true output before it',
      e17: 'back-propagation begins (here 1/N, because L is a mean)',
      e18: 'gradient of the output: what was predicted less what was true',
      e19: 'gradient of the last state',
      e20: 'gradient of every earlier state: the rule',
      e21: 'with tanh put in: why gradients vanish or explode',
      e22: 'gradient of the bias c',
      e23: 'gradient of the bias b',
      e24: 'gradient of the output weights V',
      e25: 'gradient of the recurrent weights W: the rule',
      e26: 'with tanh put in',
      e27: 'gradient of the input weights U: the rule',
      e28: 'with tanh put in'
    }
  }
}
