/** `unroll …` of an installed app, run by the app's own runtime as plain Node; as scripts/unroll.mjs in a checkout. */
import { fileURLToPath } from 'node:url'
import { main, runProgram } from '../scripts/commands.mjs'

const program = fileURLToPath(new URL('../out/main/unroll.js', import.meta.url))
await main(() => runProgram(process.execPath, [program, ...process.argv.slice(2)]))
