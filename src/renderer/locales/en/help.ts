// The texts of the help. The words of the menu are in shared/menu.ts, the terms of the field in help/glossary/.
export default {
  help: {
    title: 'Help',
    search: 'Search: a word, or 10.21',
    found: 'Results',
    none: 'The help does not contain “{query}”.',
    needsRun:
      'Click a blue name to go to that part of the window. Most parts need a run: start one, or choose one in the list.',
    legend:
      'Goodfellow, Bengio and Courville, Deep Learning, chapter 10. Click a number to see the equation with the numbers of this run put in.',
    showEquation: 'Equation {number} in its place in the chapter',
    sections: { views: 'Views', shortcuts: 'Keys', equations: 'Equations', glossary: 'Words' },
    columns: { book: 'book', pytorch: 'PyTorch', keras: 'Keras' },
    views: {
      start: 'Experiments that are ready to start. Each teaches one thing.',
      data: 'What the network will read: the text with its symbols, the series, or sequences of the task with their targets.',
      train: 'The loss against its floor and simple baselines, the norm of the gradient, and the latest sample.',
      weights: 'Every weight matrix and its gradient as colours: one for values below zero, one for values above.',
      'through-time': 'Inside back-propagation through time: one sequence, and every number of both passes.',
      chapter:
        'The derivation of the book in its order, from the unrolled graph to the criterion of teacher forcing, with the numbers of the run.',
      samples:
        'What the model writes or predicts when it runs on its own output, how much worse it then is (exposure bias), and log p of a sequence, term by term. A series also has its forecast, with bands and a backtest, and a network of a text reads any text of yours.',
      export:
        'The network of a checkpoint as safetensors with PyTorch’s names, as ONNX, C or JavaScript, the curves as CSV, JSON or for TensorBoard, and the folder of the run.'
    },
    parts: {
      graph: 'The unrolled graph, step by step, and every equation with its numbers put in.',
      flow: 'How large the gradient is at each step, whether it vanishes or explodes, and which units are saturated.',
      influence: 'How much each loss depends on each earlier state.',
      spectrum: 'Eigenvalues and singular values of W: why gradients vanish or explode.',
      check: 'Compares every gradient with the difference of two losses.',
      truncation:
        'What happens to the gradient when it is cut every k steps: its direction and its length, compared with the full gradient.'
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
      e13: 'it is the sum over the steps (here the mean over the targets)',
      e14: 'of minus the logarithm of the probability that the model gave to the truth: negative log-likelihood, surprise',
      e15: 'teacher forcing: the likelihood of two outputs',
      e16: 'it is a product, and each factor is given the true output before it',
      e17: 'back-propagation begins (here 1/N, because L is a mean)',
      e18: 'gradient of the output: the prediction minus the truth',
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
