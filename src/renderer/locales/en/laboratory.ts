export default {
  laboratory: {
    title: 'Laboratory',
    leave: 'Back to “{name}”',
    save: 'Save as CSV…',
    progress: 'Progress of the measurement',
    starting: 'Starting…',
    rests: 'A run trains, so the measurement waits. It goes on by itself when nothing trains.',
    failed: 'The measurement has ended before its end. {reason}',
    pages: { compare: 'Compare', recurrences: 'Two recurrences', cost: 'Cost', scorecard: 'Scorecard' },
    about: {
      compare: 'Two to four runs beside each other: their curves, what they cost and what they reach.',
      recurrences:
        'What a network can remember that sees only its last output: parity, whose state is the output, and addition, whose carry is not.',
      cost: 'What back-propagation through time costs as the sequence grows, and what the other methods save: steps that wait for each other, and states that are kept for the way back.',
      scorecard:
        'Fixed recipes with known answers, three seeds each: what the networks of this version reach on this machine, beside the best possible, simple baselines and published figures. Where a plain tanh network is known to fail, it says so and shows it.'
    }
  },
  scorecard: {
    begin: 'Run all recipes',
    again: 'Run all again',
    one: 'Run only “{name}”',
    doing: '{name}: seed {seed}, step {step} / {steps}',
    baselines: '{name}: finding its baselines',
    recipe: 'Recipe',
    measure: 'Measured',
    reached: 'Reached, mean ± spread',
    goal: 'Goal',
    known: 'Floor and baselines',
    what: { loss: 'loss', accuracy: 'right answers' },
    free: 'running free',
    length: '{length} times the length',
    at: { most: 'at most {value}', least: 'at least {value}' },
    reachedBy: 'reached by {some} of {all} seeds',
    effort: '{steps} steps, {seconds} a seed; {date}',
    none: 'Not run yet on this machine: {steps} steps for each seed.',
    published: 'Published: {value}, {what} ({source})'
  },
  cost: {
    begin: 'Measure',
    again: 'Measure again',
    none: 'Nothing was measured on this machine yet. It takes at most three minutes, in the background, with the engine that trains.',
    doing: '{method}: τ = {tau}, batch {batch}, threads: {threads}',
    batch: 'Batch',
    threads: 'Threads',
    about: 'Measured {date} with {engine} on {processor}: {hidden} hidden units, {symbols} symbols.',
    time: 'Time of one pass: forward, back, update',
    timeAxis: 'milliseconds',
    memory: 'Memory of activations',
    memoryAxis: 'bytes',
    withSlope: '{name}: τ to the {slope} ± {error}',
    times: '{times} times',
    numbers: 'All numbers',
    columns: { time: 'time', memory: 'memory', chain: 'chain' },
    sentences: {
      growth:
        'A sequence ten times as long takes BPTT {time} times the time and {memory} times the memory; checkpoints need only {checkpoints} times the memory and are {slower} times as slow, and truncation needs {truncated} times the memory, which is that of one window.',
      parallel:
        'With {threads} threads a single sequence goes {bptt} times as fast by BPTT, where {steps} steps wait for each other, and {forced} times by teacher forcing, where none waits; with 32 sequences to share, it is {bpttBatch} and {forcedBatch} times.'
    },
    leftOut: {
      memory: 'From τ = {tau} on there was not enough free memory for everything.',
      time: 'From τ = {tau} on there was not enough time for everything.'
    },
    causes: {
      title: 'Why teacher forcing is faster than BPTT: three causes (τ = {tau})',
      products:
        'Fewer products: BPTT multiplies {counted} as often for a time step. On one thread, where nothing is parallel, it takes {measured} as long (batch 32).',
      oneCore: 'This machine has one core, so nothing is parallel here.',
      gain: 'As fast on {threads} threads as on one',
      overBatch: 'Parallel over the batch (32 sequences)',
      overBatchWhy: 'Sequences do not wait for each other. Both methods gain.',
      overTime: 'Parallel over time (one sequence)',
      overTimeWhy:
        'In BPTT h(t) waits for h(t−1): another thread can only help beside the chain. In teacher forcing each thread takes a stretch of time.'
    },
    onPaper: 'On paper, for a sequence of τ steps',
    method: 'Method',
    serial: 'Steps that wait for each other',
    kept: 'Steps whose states are kept',
    way: 'Why',
    methods: {
      bptt: 'BPTT',
      truncated: 'Truncated BPTT',
      checkpoints: 'BPTT with checkpoints',
      'teacher-forcing': 'Teacher forcing, output recurrence'
    },
    ways: {
      bptt: 'h(t) needs h(t−1) on the way forward, and ∇h(t) needs ∇h(t+1) on the way back, with every h(t) at hand.',
      truncated:
        'The sequence is cut into windows of {k} steps, each with its own gradient and update. The state is carried on, so the windows wait for each other.',
      checkpoints:
        'Only every √τth state is kept. On the way back the steps between are computed once more, segment by segment.',
      'teacher-forcing':
        'Each step reads the true y(t−1), which is known beforehand. All steps are computed at once, forward and backward.'
    }
  }
}
