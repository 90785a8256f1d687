export default {
  queue: {
    title: 'Queue ({count})',
    add: 'Add to queue',
    addHelp: 'It is trained when nothing else trains, after what already waits. The queue stands below the runs.',
    added: '“{name}” waits in the queue.',
    waiting: 'waits',
    held: 'held back',
    training: 'trains now',
    paused: 'paused: the others wait for it',
    failed: 'failed: {why}',
    hold: 'Begin none of those that wait',
    goOn: 'Go on with the queue',
    earlier: '“{name}”: earlier',
    later: '“{name}”: later',
    remove: 'Take “{name}” out of the queue',
    again: 'Try “{name}” again'
  }
}
