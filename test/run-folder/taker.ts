// A process that takes the lock of a run folder, says whether it has it, and keeps it.

import { RunHeld, RunLock } from '../../src/run-folder/lock'

try {
  RunLock.take(process.argv[2])
  console.log('taken')
} catch (error) {
  console.log(error instanceof RunHeld ? 'held' : error)
}
setInterval(() => {}, 1000)
