/**
 * `unroll …` of an installed app. The app's runtime runs it as plain Node. In a checkout scripts/unroll.mjs does this.
 */
import { fileURLToPath } from 'node:url'
import { main, runProgram } from '../scripts/commands.mjs'

const program = fileURLToPath(new URL('../out/main/unroll.js', import.meta.url))
await main(() => runProgram(process.execPath, [program, ...process.argv.slice(2)]))
