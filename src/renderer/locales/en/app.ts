export default {
  tabs: {
    label: 'Views',
    start: 'New experiment',
    data: 'Data',
    train: 'Train',
    weights: 'Weights & gradients',
    'through-time': 'Through time',
    chapter: 'Chapter',
    samples: 'Samples',
    export: 'Export'
  },
  drop: {
    here: 'Drop it to open it',
    kinds: 'Texts or a folder of texts, a table of numbers, an experiment, a model, or folders of runs',
    several:
      'Unroll opens {names}: only one model, experiment or table at a time, or several texts. It does not open {left}.',
    runs: 'These runs are in the list: {names}. The window shows {shown}.',
    wantsFile:
      'The experiment says that its data are at “{path}”, but they are not there. Choose the file where it is now.',
    wantsChoice:
      'The data of this experiment are in “{path}”. Choose that file once yourself: Unroll does not read a file only because another file names it.'
  },
  panes: {
    runs: 'Runs',
    experiment: 'Experiment',
    hideRuns: 'Hide the list of runs',
    showRuns: 'Show the list of runs',
    hideExperiment: 'Hide the experiment',
    showExperiment: 'Show the experiment',
    resizeRuns: 'Width of the list of runs',
    resizeExperiment: 'Width of the experiment',
    resizeHelp: 'Width of the help',
    showHelp: 'Help (F1)'
  },
  status: {
    label: 'Training',
    start: 'Start training',
    pause: 'Pause',
    resume: 'Go on',
    continue: 'Go on from the last checkpoint',
    step: 'One single step',
    stop: 'Stop',
    duplicate: 'Duplicate',
    steps: 'step {step}',
    stepsOf: 'step {step} / {total}',
    progress: 'Progress',
    eta: '{time} left',
    tokens: '{rate} tokens/s',
    engine: 'engine {engine}',
    engineThreads: 'engine {engine}, 1 thread | engine {engine}, {count} threads',
    findingEngine: 'trying kernels…',
    loss: 'loss {loss}',
    pausing: 'Pausing…',
    stopping: 'Stopping…',
    opening: 'Starting the trainer…',
    ready: 'Ready to start',
    notReady: 'The experiment is not ready'
  },
  states: {
    created: 'starting',
    running: 'running',
    paused: 'paused',
    finished: 'finished',
    stopped: 'stopped',
    failed: 'failed',
    interrupted: 'interrupted',
    diverged: 'diverged',
    damaged: 'damaged'
  },
  dialogs: { close: 'Close', cancel: 'Cancel' },
  quitting: {
    title: 'Unroll closes when this is saved',
    finishing: '“{name}”: finishing step {step}.',
    saving: '“{name}”: saving.',
    full: '“{name}” cannot be saved. {problem} Unroll tries again every few seconds.',
    lost: 'If you end it now, it loses everything after the checkpoint of step {step}: {time} of training.',
    lostAll: 'If you end it now, it loses everything, because there is no checkpoint yet: {time} of training.',
    end: 'End now',
    queueTitle: 'Close Unroll?',
    measuring: {
      cost: 'The laboratory is measuring costs. This measurement is lost, and you have to begin it again.',
      scorecard:
        'The laboratory is training the scorecard. It goes on at the next start; the recipe under way begins anew.'
    },
    queue:
      'An experiment is left in the queue. It goes on at the next start. | {count} experiments are left in the queue. They go on at the next start.',
    quit: 'Close Unroll',
    stay: 'Do not close',
    stayText:
      'Nothing is lost if you wait. If you do not close Unroll, these runs still finish their step; after that you can go on with them.'
  },
  settings: {
    title: 'Settings',
    theme: 'Appearance',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    language: 'Language',
    languages: { system: 'System', en: 'English', ko: '한국어' },
    unit: 'Unit of loss',
    units: { nats: 'nats', bits: 'bits' },
    switches: { on: 'On', off: 'Off' },
    keepAwake: 'No sleep while a run trains',
    tellOfEnds: 'Notify when a run ends',
    unitHelp: 'For losses of categories. One nat is 1.443 bits. A squared error has no such unit.',
    kernels: 'Engine',
    kernelSets: {
      auto: 'The fastest that is correct here',
      'wasm-256': 'WebAssembly, 256 bits',
      'wasm-128': 'WebAssembly, 128 bits',
      'wasm-128-plain': 'WebAssembly, 128 bits, no fused operations',
      portable: 'Portable'
    },
    threads: 'Threads',
    allThreads: 'chosen by Unroll',
    engineHelp: 'This applies to runs that start from now on. The status bar names the engine that trains.'
  },
  about: {
    kernels: 'Kernel sets',
    processor: '{processor}, cores: {cores}',
    title: 'About Unroll',
    text: 'A studio for training recurrent neural networks and seeing how they learn.',
    version: 'Version',
    runtime: 'Runtime',
    platform: 'Platform',
    userData: 'Runs and settings are in',
    licences: 'Licences'
  },
  machine: {
    step: '{time} a step',
    taken: 'trains here',
    works: 'works',
    slower: 'works, slower than {detail}',
    crashed: 'not used, its process crashed: {detail}',
    stopped: 'not used, its process was stopped: {detail}',
    hung: 'not used, no answer within {detail}',
    refused: 'not used, this runtime refuses it: {detail}',
    differs: 'not used, its gradients are wrong: {detail}'
  },
  toasts: {
    dismiss: 'Dismiss',
    title: 'What went wrong',
    forget: 'Clear the list',
    open: '{count} message of what went wrong | {count} messages of what went wrong'
  }
}
