// The program that runs a written file again, in a process of its own: run-again.js {"format", "folder", "step",
// "file"}. It prints {"difference"}, or why the file fails (runtime/run-again.ts reads this).

import { writeSync } from 'node:fs'
import { endWithParent } from '../../runtime/end-with-parent'
import { patience, type WrittenFile } from '../../runtime/run-again'
import { answerFor } from './written'

await endWithParent(patience)
writeSync(1, `${JSON.stringify(await answerFor(JSON.parse(process.argv[2]) as WrittenFile))}\n`)
process.exit(0)
