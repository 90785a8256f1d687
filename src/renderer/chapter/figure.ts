// The network as figures 10.3 to 10.5 of the book draw it: folded, and unrolled over three steps. Sizes are in pixels.

import type { Method, Readout, Recurrence } from '../../model/model'

export interface DrawnNetwork {
  recurrence: Recurrence
  readout: Readout
  method: Method
}

/** The rows of a column, from the target down to the input. */
export const heights = { y: 24, L: 84, o: 144, h: 204, x: 264 } as const
export type Row = keyof typeof heights
export const size = { width: 690, height: 300, radius: 14 }

interface Edge {
  from: Row
  to: Row
  /** The parameter by which the edge multiplies; empty where there is none. */
  parameter: string
  /** Whether chance decides: scheduled sampling uses one of two edges. */
  maybe?: boolean
}

/** The edges inside a column. A network with one output at the end has only U before the last step. */
export const upward: readonly Edge[] = [
  { from: 'x', to: 'h', parameter: 'U' },
  { from: 'h', to: 'o', parameter: 'V' },
  { from: 'o', to: 'L', parameter: '' },
  { from: 'y', to: 'L', parameter: '' }
]

/** The edges from step t − 1 to step t. What is fed back is the true y or the network's own output. */
export function recurrent({ recurrence, method }: DrawnNetwork): readonly Edge[] {
  const state: Edge = { from: 'h', to: 'h', parameter: 'W' }
  if (recurrence === 'hidden') return [state]
  const parameter = recurrence === 'output' ? 'W' : 'R'
  const fed: Edge[] = {
    'teacher-forcing': [{ from: 'y', to: 'h', parameter } as const],
    'scheduled-sampling': [
      { from: 'y', to: 'h', parameter, maybe: true } as const,
      { from: 'o', to: 'h', parameter, maybe: true } as const
    ],
    'free-running': [{ from: 'o', to: 'h', parameter } as const],
    bptt: []
  }[method]
  return recurrence === 'output' ? fed : [state, ...fed]
}

export interface Column {
  x: number
  /** The text in the brackets of the names, such as t − 1; empty for the folded network. */
  step: string
  rows: readonly Row[]
}

const folded = 50
const [first, stride] = [315, 110]
const allRows = Object.keys(heights) as Row[]

/** The folded network and the three steps t − 1, t, t + 1; where there is one output, the last step is τ. */
export function columnsOf(network: DrawnNetwork): { folded: Column; steps: readonly Column[] } {
  const once = network.readout === 'last-step'
  const before: Row[] = !once
    ? allRows
    : network.recurrence === 'hidden'
      ? ['h', 'x']
      : allRows.filter((row) => row === 'h' || row === 'x' || recurrent(network).some(({ from }) => from === row))
  const steps = once ? ['τ−2', 'τ−1', 'τ'] : ['t−1', 't', 't+1']
  return {
    folded: { x: folded, step: '', rows: allRows },
    steps: steps.map((step, i) => ({ x: first + i * stride, step, rows: i === 2 ? allRows : before }))
  }
}

/** Where the network continues to the left and to the right. Nothing follows the last output. */
export const ends = (network: DrawnNetwork): { left: number; right: number | null } => ({
  left: first - stride,
  right: network.readout === 'last-step' ? null : first + 3 * stride
})

interface Point {
  x: number
  y: number
}

/** A straight arrow between the circles at `from` and at `to`. */
export function straight(from: Point, to: Point): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length]
  const gap = size.radius
  return `M${from.x + dx * gap} ${from.y + dy * gap}L${to.x - dx * gap} ${to.y - dy * gap}`
}

/** The loop of the folded network from row `from` back to h. */
export function loop(x: number, from: Row): string {
  const [start, end] = [heights[from], heights.h]
  if (from === 'h') return `M${x + 11} ${end - 9}C${x + 62} ${end - 44} ${x + 62} ${end + 44} ${x + 11} ${end + 9}`
  const bulge = x + (from === 'y' ? 84 : 56)
  return `M${x + size.radius} ${start}C${bulge} ${start} ${bulge} ${end} ${x + size.radius} ${end}`
}
