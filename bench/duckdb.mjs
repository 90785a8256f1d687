// What DuckDB makes of tables, beside our own reading: the columns and first row of each file, the seconds to bring all
// values into arrays, and the highest memory of the process. DuckDB is no part of the project: install it elsewhere.
//
//   npm install --prefix /tmp/duckdb @duckdb/node-api@1.5.6-r.1
//   node bench/duckdb.mjs --modules /tmp/duckdb FILE …
//   npx unroll data FILE

import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ options: { modules: { type: 'string' } }, allowPositionals: true })
if (!values.modules || positionals.length === 0) throw new Error('usage: bench/duckdb.mjs --modules FOLDER FILE …')
const { DuckDBInstance } = createRequire(join(values.modules, 'package.json'))('@duckdb/node-api')
const connection = await (await DuckDBInstance.create(':memory:')).connect()

for (const file of positionals) {
  try {
    const begun = performance.now()
    const table = `read_csv('${file.replaceAll("'", "''")}')`
    const columns = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`)).getRows()
    const [first] = (await connection.runAndReadAll(`SELECT * FROM ${table} LIMIT 1`)).getRows()
    const { rows, parts } = await readAll(await connection.stream(`SELECT * FROM ${table}`))
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    const shown = columns.map(([name, type], j) => `${name} ${type} ${first?.[j]}`).join(', ')
    console.log(`${file}: ${rows} rows, ${parts.length} columns, ${seconds} s. ${shown}`)
  } catch (error) {
    console.log(`${file}: ${String(error).split('\n')[0]}`)
  }
}
console.log(`highest memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`)

/** All values as float64, column by column, in the pieces in which they come. */
async function readAll(stream) {
  const parts = []
  let rows = 0
  for (;;) {
    const chunk = await stream.fetchChunk()
    if (!chunk?.rowCount) return { rows, parts }
    rows += chunk.rowCount
    for (let j = 0; j < chunk.columnCount; j++) {
      const vector = chunk.getColumnVector(j)
      const numbers = vector.items?.BYTES_PER_ELEMENT
        ? Float64Array.from(vector.items, Number)
        : Float64Array.from({ length: chunk.rowCount }, (_, i) =>
            Number(vector.getItem(i)?.micros ?? vector.getItem(i))
          )
      ;(parts[j] ??= []).push(numbers)
    }
  }
}
