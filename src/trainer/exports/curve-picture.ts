// The curves of the loss as a small picture (SVG), for the card of an exported folder.

import { readEvents } from '../../run-folder/events'
import { readMetrics } from '../../run-folder/metrics'

type Point = readonly [step: number, loss: number]

const size = { width: 720, height: 340 }
const frame = { left: 64, right: 16, top: 28, bottom: 44 }
const colours = { training: '#4c78a8', validation: '#c44e00', axis: '#666666', grid: '#dddddd' }

/** A line marks the checkpoint at `step`. `unit` is that of the loss. Null where the run has no curve. */
export function curvePicture(folder: string, step: number, unit: string): string | null {
  const { step: steps, meanLoss } = readMetrics(folder).log.trimmed()
  const width = size.width - frame.left - frame.right
  const height = size.height - frame.top - frame.bottom
  const validation = readEvents(folder).events.flatMap((event) =>
    event.type === 'validation' && Number.isFinite(event.loss) ? [[event.step, event.loss] as const] : []
  )
  const training = means(steps, meanLoss, width)
  if (training.length === 0) return null
  const all = [...training, ...validation]
  const [last, highest] = [Math.max(1, ...all.map(([x]) => x)), Math.max(...all.map(([, y]) => y))]
  const lowest = Math.min(0, ...all.map(([, y]) => y))
  const top = highest > lowest ? highest : lowest + 1
  const x = (value: number): string => (frame.left + (value / last) * width).toFixed(1)
  const y = (value: number): string => (frame.top + ((top - value) / (top - lowest)) * height).toFixed(1)
  const line = (points: readonly Point[], colour: string): string =>
    `<polyline points="${points.map(([step, loss]) => `${x(step)},${y(loss)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="1.5"/>`
  const text = (at: string, words: string, anchor: string, colour = colours.axis): string =>
    `<text ${at} text-anchor="${anchor}" fill="${colour}">${words}</text>`
  const bottom = size.height - frame.bottom
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
${ticks(lowest, top)
  .map(
    (value) =>
      `<path d="M${frame.left} ${y(value)}H${size.width - frame.right}" stroke="${colours.grid}"/>${text(`x="${frame.left - 8}" y="${y(value)}" dy="4"`, String(value), 'end')}`
  )
  .join('\n')}
${ticks(0, last)
  .map((value) => text(`x="${x(value)}" y="${bottom + 18}"`, value.toLocaleString('en'), 'middle'))
  .join('\n')}
${text(`x="${size.width - frame.right}" y="${size.height - 8}"`, 'step', 'end')}
${text(`x="${frame.left}" y="16"`, `training loss (${unit})`, 'start', colours.training)}
${text(`x="${frame.left + 260}" y="16"`, validation.length > 0 ? 'validation loss' : '', 'start', colours.validation)}
<path d="M${x(step)} ${frame.top}V${bottom}" stroke="${colours.axis}" stroke-dasharray="4 4"/>
${text(`x="${x(step)}" y="${frame.top}" dy="-3"`, 'this checkpoint', step > last / 2 ? 'end' : 'start')}
${line(training, colours.training)}
${line(validation, colours.validation)}
</svg>
`
}

/** At most `most` points: each is the mean of the finite losses of a stretch of steps. */
function means(steps: Float64Array, losses: Float64Array, most: number): Point[] {
  const each = Math.max(1, Math.ceil(steps.length / most))
  const points: Point[] = []
  for (let from = 0; from < steps.length; from += each) {
    const finite = losses.subarray(from, from + each).filter(Number.isFinite)
    const sum = finite.reduce((total, loss) => total + loss, 0)
    if (finite.length > 0) points.push([steps[Math.min(from + each, steps.length) - 1], sum / finite.length])
  }
  return points
}

/** Round values between two: four to eight of them. */
function ticks(from: number, to: number): number[] {
  const rough = (to - from) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!
  const digits = Math.max(0, -Math.floor(Math.log10(step)))
  const found: number[] = []
  for (let value = Math.ceil(from / step) * step; value <= to; value += step) found.push(Number(value.toFixed(digits)))
  return found
}
