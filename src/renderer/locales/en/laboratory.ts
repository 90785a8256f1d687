export default {
  laboratory: {
    title: 'Laboratory',
    leave: 'Back to “{name}”',
    save: 'Save as CSV…',
    progress: 'Progress of the measurement',
    starting: 'Starting…',
    other:
      'Another measurement of the laboratory is under way: {page}. Only one can run at a time; its progress is on its own page.',
    rests: 'The measurement waits because a run is training. It continues by itself when no run trains.',
    failed: 'The measurement stopped before it was complete. {reason}',
    pages: { compare: 'Compare', recurrences: 'Two recurrences', cost: 'Cost', scorecard: 'Scorecard' },
    about: {
      compare: 'Two to four runs beside each other: their curves, what they cost and what they reach.',
      recurrences:
        'What can a network remember when it sees only its last output? In parity the output is all that it has to remember; in addition it has to remember the carry, which is not in the output.',
      cost: 'How much back-propagation through time costs as the sequence grows, and how much the other methods save. The cost depends on how many steps wait for each other, and on how many states are kept for the way back.',
      scorecard:
        'Fixed recipes with known answers, with three seeds each. They show what the networks of this version reach on this machine, beside the best possible result, simple baselines and published figures. Where a plain tanh network is known to fail, the page says so and shows it.'
    }
  },
  scorecard: {
    begin: 'Run all recipes',
    again: 'Run all again',
    rest: 'Run the {count} that are missing',
    one: 'Run only “{name}”',
    doing: '{name}: seed {seed}, step {step} / {steps}',
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
    solvedBy: 'solved by {some} of {all} seeds; failing is expected here',
    solvedAt: { most: 'solved: at most {value}', least: 'solved: at least {value}' },
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
    timesWithin: '{times} times ({low} to {high})',
    gain: {
      above: '{times} as fast',
      below: 'slower: {times} as fast',
      unclear: 'not clearly faster or slower: {times} as fast',
      unknown: '{times} as fast'
    },
    fit: 'The thin straight lines are fitted to the points from τ = {from} on; their slopes are in the legend, with the standard error. A time is the shortest of several passes.',
    againPoint: '{method} at τ = {tau}',
    againAll: 'Measured more than once, because their times did not fit at first: {points}.',
    warnings: {
      busy: 'The machine was busy: other programs used {share} of the processor during the measurement. Close them and measure again before you draw conclusions.',
      rests:
        'A run trained in the middle of the measurement, which waited meanwhile (interruptions: {count}). Times from before and after may differ.',
      misfits:
        '{count} of {all} points do not fit their neighbours, or their passes differ by more than 30%, although they were measured again. Other programs may be the cause. Among them: {first}.'
    },
    sentences: {
      growth:
        'For a sequence ten times as long, BPTT needs {time} the time and {memory} the memory. With checkpoints it needs {checkpoints} the memory; truncated BPTT, which keeps only one window, {truncated}.',
      checkpoints: {
        above: 'Checkpoints take {times} as long as BPTT without them, because they compute states twice.',
        below: 'With checkpoints BPTT takes {times} as long as without them here, although it computes states twice.',
        unclear:
          'Checkpoints compute states twice, but this measurement cannot tell whether they take longer: {times} as long as BPTT.',
        unknown: 'Checkpoints take {times} as long as BPTT without them.'
      },
      parallel:
        'With {threads} threads instead of one. A single sequence: BPTT, where {steps} steps wait for each other, is {bptt}; teacher forcing, where no step waits, is {forced}. A batch of 32 sequences: BPTT is {bpttBatch}; teacher forcing is {forcedBatch}.',
      segments:
        'About memory: checkpoints and teacher forcing compute segments of √τ steps, but of at least {least} steps here, because smaller matrix products are slow. So their memory grows like √τ only from τ = {from} on. Beside h(t), BPTT may keep outputs and gradients of one segment; this part does not grow, so its slope can be below 1.'
    },
    leftOut: {
      memory: 'From τ = {tau} on there was not enough free memory for everything.',
      time: 'From τ = {tau} on there was not enough time for everything.'
    },
    causes: {
      title: 'Three causes that can make teacher forcing faster than BPTT (τ = {tau})',
      products:
        'Fewer products: for each time step BPTT does {counted} as many multiplications as teacher forcing. On one thread, where nothing is parallel, BPTT takes {measured} as long (batch 32).',
      oneCore: 'This machine has one core, so nothing is parallel here.',
      gain: 'Speed on {threads} threads, compared with one',
      overBatch: 'Parallel over the batch (32 sequences)',
      overBatchWhy: 'Sequences do not wait for each other, so threads can share them in both methods.',
      overTime: 'Parallel over time (one sequence)',
      overTimeWhy:
        'In BPTT h(t) waits for h(t−1), so another thread can help only with the work beside this chain. In teacher forcing each thread computes its own part of the time steps.'
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
        'Only every √τth state is kept. On the way back the steps between these states are computed again, one segment after the other.',
      'teacher-forcing':
        'Each step reads the true y(t−1), which is already known. So all steps can be computed at once, forward and backward. No step needs the h(t) of another, so a thread takes pieces of √τ steps forward and back and forgets each piece. Pieces of one step would need the least memory, but small matrix products are slow.'
    }
  }
}
