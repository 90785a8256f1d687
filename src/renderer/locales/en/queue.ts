export default {
  queue: {
    title: 'Queue ({count})',
    add: 'Add to queue',
    addHelp:
      'The experiment starts when nothing else trains, after those that already wait. The queue is below the list of runs.',
    added: '“{name}” waits in the queue.',
    waiting: 'waits',
    held: 'held back',
    training: 'trains now',
    paused: 'paused: the others wait for it',
    failed: 'failed: {why}',
    withSeed: 'Seed {seed}: {state}',
    hold: 'Hold the queue: start none of those that wait',
    goOn: 'Go on with the queue',
    earlier: '“{name}”: earlier',
    later: '“{name}”: later',
    remove: 'Take “{name}” out of the queue',
    again: 'Try “{name}” again'
  }
}
