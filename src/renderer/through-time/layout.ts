// The geometry of the unrolled graph, as in figures 10.3 to 10.10: time goes to the right, and from the input at the
// bottom up to the loss.

import type { Unrolled } from '../../shared/inspection'
import { cutAfter, feedsBack } from './unrolled'

export const rows = ['y', 'L', 'yhat', 'o', 'h', 'x'] as const
export type NodeRow = (typeof rows)[number]

/** The width of the letters of the rows at the left, which stay while the columns scroll. */
export const margin = 78
const top = 46
const pitch = 57
/** The height of the strips: of the values, and below them of their gradient. */
export const strip = { value: 13, gradient: 8, gap: 2 }
export const height = top + 5 * pitch + strip.value + 40

export const centre = (row: NodeRow): number => top + rows.indexOf(row) * pitch
export const gradientCentre = (row: NodeRow): number => centre(row) + strip.value / 2 + strip.gap + strip.gradient / 2
export const labelLine = height - 12

/** The width of the column of a step: the zoom. */
export const columns = { least: 0.5, most: 220, standard: 80 }
/** In a wide window the drawing grows as long as at least this many columns are visible. */
const seenAtLeast = 8
const largestScale = 1.6
export const scaleFor = (width: number): number =>
  Math.min(largestScale, Math.max(1, width / (margin + seenAtLeast * columns.standard)))
/** Narrower columns have no room for letters and edges. */
export const roomForLetters = 52
export const roomForEdges = 12
/** In narrow columns the arrows of a column are thinner and closer to each other. */
export const thinning = (column: number): number => Math.min(1, column / 20)

/** x of the middle of a column before scrolling; column 0 holds h(0). */
export const columnAt = (t: number, column: number): number => margin + (t + 0.5) * column
export const nodeWidth = (column: number): number => (column < 8 ? column : Math.min(120, Math.max(6, column * 0.58)))
export const totalWidth = (tau: number, column: number): number => margin + (tau + 1) * column + 12

/** The zoom at which the whole sequence is visible, as far as there are enough pixels. */
export function fittingColumn(tau: number, viewport: number): number {
  return Math.min(columns.most, Math.max(columns.least, (viewport - margin - 12) / (tau + 1)))
}

/** The zoom at which a graph opens: a short sequence fills it, and a narrow graph still shows more than a few steps. */
export const openingColumn = (tau: number, viewport: number): number =>
  Math.max(Math.min(columns.standard, Math.max(roomForLetters, (viewport - margin) / 5)), fittingColumn(tau, viewport))

/** The first and the last visible step. */
export function visibleSteps(
  scroll: number,
  viewport: number,
  column: number,
  tau: number
): { first: number; last: number } {
  const within = (t: number): number => Math.min(tau, Math.max(0, t))
  return {
    first: within(Math.floor(scroll / column) - 1),
    last: within(Math.ceil((scroll + viewport - margin) / column))
  }
}

/** The scroll position after a zoom that keeps the place `at` (pixels from the left edge of the view). */
export function scrollAfterZoom(scroll: number, at: number, from: number, to: number): number {
  const step = (scroll + at - margin) / from
  return Math.max(0, step * to + margin - at)
}

/** The shortest scrolling that brings a column and its neighbour into view. */
export function scrollTo(t: number, scroll: number, viewport: number, column: number): number {
  const left = (t - 1) * column
  const right = (t + 2) * column + margin - viewport
  return left < scroll ? Math.max(0, left) : right > scroll ? right : scroll
}

type Shape = Pick<Unrolled, 'recurrence' | 'readout' | 'method' | 'mask' | 'truth' | 'tau' | 'truncation'>

/** The row that feeds step t + 1; at step 0 it holds z(0). */
const fedBackRow = ({ method, truth }: Shape, t: number): 'y' | 'yhat' =>
  (t === 0 ? method === 'teacher-forcing' : truth[t - 1]) ? 'y' : 'yhat'

/** The nodes of a step. Where only the last step is read out, the others end at h (figure 10.5). */
export function nodesAt(shape: Shape, t: number): Set<NodeRow> {
  if (t === 0)
    return new Set([
      ...(shape.recurrence === 'output' ? [] : ['h' as const]),
      ...(feedsBack(shape) ? [fedBackRow(shape, 0)] : [])
    ])
  const nodes = new Set<NodeRow>(['x', 'h'])
  const back = feedsBack(shape)
  if (shape.readout === 'every-step' || t === shape.tau || back) nodes.add('o').add('yhat')
  if (shape.mask[t - 1]) nodes.add('y').add('L')
  if (back && fedBackRow(shape, t) === 'y') nodes.add('y')
  return nodes
}

/** The edges into step t from the step before. */
export interface Incoming {
  from: 'h' | 'y' | 'yhat'
  letter: 'W' | 'R'
  /** `teacher`: the truth takes the place of the output. `truncation`: values pass, the gradient does not. */
  cut: 'teacher' | 'truncation' | null
  /**
   * No gradient goes back along this edge: the truth does not depend on the parameters, and a draw counts as a
   * constant.
   */
  given: boolean
}

export function incomingAt(shape: Shape, t: number): Incoming[] {
  const truncated = t > 1 && cutAfter(shape, t - 1) ? 'truncation' : null
  const letter = shape.recurrence === 'output' ? 'W' : 'R'
  const edges: Incoming[] = []
  if (shape.recurrence !== 'output') edges.push({ from: 'h', letter: 'W', cut: truncated, given: t === 1 })
  if (!feedsBack(shape)) return edges
  if (fedBackRow(shape, t - 1) === 'y') {
    edges.push({ from: 'y', letter, cut: null, given: true })
    if (t > 1) edges.push({ from: 'yhat', letter, cut: 'teacher', given: true })
  } else {
    edges.push({ from: 'yhat', letter, cut: truncated, given: t === 1 || shape.method !== 'free-running' })
  }
  return edges
}

/**
 * An edge between two columns. Between hidden states it is straight. An output goes down between the columns and enters
 * h from above. The truth goes further down and enters from below, like an input.
 */
export function incomingPath(edge: Incoming, t: number, column: number, backward: boolean): string {
  const half = nodeWidth(column) / 2
  const from = columnAt(t - 1, column) + half
  const to = columnAt(t, column) - half
  const y = centre('h')
  if (edge.from === 'h') {
    const line = backward ? gradientCentre('h') : y
    return backward
      ? `M${to - 1} ${line}H${Math.min(from + 7, to - 1.5)}`
      : `M${from + 1} ${line}H${Math.max(to - 6, from + 1.5)}`
  }
  const start = centre(edge.from)
  // The line of a gradient lies to the left of the line of the values and above it. So does the line of an output that
  // the truth replaces.
  const beside = backward || edge.cut === 'teacher'
  const lane = laneAt(from, to, beside)
  const into = to + (beside ? 0.55 : 0.2) * half
  const ceiling = y - strip.value / 2
  if (edge.from === 'y') {
    const floor = gradientCentre('h') + strip.gradient / 2
    return `M${from + 1} ${start - 2}H${lane}V${floor + 17}H${into}V${floor + 6}`
  }
  return backward
    ? `M${into} ${ceiling - 1}V${ceiling - 9}H${lane}V${start + 3}H${Math.min(from + 7, lane - 0.5)}`
    : `M${from + 1} ${start - 2}H${lane}V${ceiling - (beside ? 9 : 17)}H${into}V${ceiling - (beside ? 1 : 6)}`
}

const laneAt = (from: number, to: number, beside: boolean): number => from + (to - from) * (beside ? 0.72 : 0.38)

/** The place of the letter of such an edge, and of the mark where it is cut. */
export function markAt(edge: Incoming, t: number, column: number): { x: number; y: number } {
  const half = nodeWidth(column) / 2
  const from = columnAt(t - 1, column) + half
  const to = columnAt(t, column) - half
  if (edge.from === 'h') return { x: (from + to) / 2, y: gradientCentre('h') }
  return { x: laneAt(from, to, edge.cut !== null), y: centre('o') }
}

/** An arrow up (values) or down (gradients) between two nodes of a column whose middle is `x`, side by side. */
export function verticalPath(lower: NodeRow, upper: NodeRow, x: number, column: number, backward: boolean): string {
  const thin = thinning(column)
  const bottom = centre(lower) - strip.value / 2 - 1
  const ceiling =
    (upper === 'o' || upper === 'h' ? gradientCentre(upper) + strip.gradient / 2 : centre(upper) + strip.value / 2) + 1
  return backward ? `M${x + 6 * thin} ${ceiling}V${bottom - 6}` : `M${x - 5 * thin} ${bottom}V${ceiling + 5}`
}

/** The truth comes down into the loss. */
export const targetPath = (x: number): string =>
  `M${x} ${centre('y') + strip.value / 2 + 1}V${centre('L') - strip.value / 2 - 6}`

/** The decades below the largest norm in which the width of a gradient's edge still changes. */
const widthDecades = 6
/** The width of an edge by the norm of what flows along it; 0 where nothing flows. */
export function flowWidth(norm: number, largest: number): number {
  if (!(norm > 0) || !(largest > 0)) return 0
  const share = 1 + Math.log10(norm / largest) / widthDecades
  return 0.7 + 5.3 * Math.min(1, Math.max(0, share))
}
