// Reads what a trainer appends to a run folder: metrics.csv and events.jsonl. Pure: text in, values out.
//
// Both files only ever grow, so after a kill they may end in half a line, and after a rewind or a resumption from a
// checkpoint their steps go back. What was measured after that checkpoint then no longer holds.

import { pointColumns, runEventSchema, type Points, type RunEvent } from '../shared/run'

const width = pointColumns.length

/** Lines that are not points (the header, halves of lines) are left out. */
export function parsePoints(text: string): Points {
  const columns = pointColumns.map(() => new Float64Array(lineCount(text)))
  const [steps] = columns
  const line = new Float64Array(width)
  let count = 0
  for (let start = 0, end; (end = text.indexOf('\n', start)) !== -1; start = end + 1) {
    if (!readLine(text, start, end, line)) continue
    // A step that comes again supersedes itself and all that followed it.
    while (count > 0 && steps[count - 1] >= line[0]) count--
    for (let column = 0; column < width; column++) columns[column][count] = line[column]
    count++
  }
  const [step, loss, gradientNorm, learningRate, clipped, seconds] = columns.map((column) => column.slice(0, count))
  return { step, loss, gradientNorm, learningRate, clipped, seconds }
}

function lineCount(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** Fills `line` [width]; false when this is not a point. A loss may be NaN, a step may not. */
function readLine(text: string, start: number, end: number, line: Float64Array): boolean {
  for (let column = 0; column < width; column++) {
    const comma = text.indexOf(',', start)
    const isLast = comma === -1 || comma > end
    if (isLast !== (column === width - 1)) return false
    const stop = isLast ? end : comma
    line[column] = start === stop ? NaN : Number(text.slice(start, stop))
    start = stop + 1
  }
  return Number.isInteger(line[0])
}

/** Events in their order; lines that are none are left out. */
export function parseEvents(text: string): RunEvent[] {
  let events: RunEvent[] = []
  for (const line of text.split('\n').slice(0, -1)) {
    const event = parseEvent(line)
    if (!event) continue
    if (goesBack(event)) events = events.filter((earlier) => isHistory(earlier) || earlier.step <= event.step)
    events.push(event)
  }
  return events
}

const goesBack = (event: RunEvent): boolean => event.type === 'mark' && (event.change === 'rewind' || event.change === 'resume')

/** What happened has happened; only what was measured can cease to hold. */
const isHistory = ({ type }: RunEvent): boolean => type === 'mark' || type === 'failure'

function parseEvent(line: string): RunEvent | undefined {
  try {
    return runEventSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
