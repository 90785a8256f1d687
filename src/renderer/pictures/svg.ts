// Pieces of SVG files.

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export const places = (value: number): string => value.toFixed(2)

/** A colour as the attribute `of` (fill, stroke). Other programs do not know color-mix (charts/theme.ts, faded). */
export function ink(of: 'fill' | 'stroke', colour: string): string {
  const [, whole, percent] = /^color-mix\(in srgb, (.+) ([\d.]+)%, transparent\)$/.exec(colour) ?? []
  return whole ? `${of}="${whole}" ${of}-opacity="${Number(percent) / 100}"` : `${of}="${colour}"`
}

/** `attributes` come from this program and need no escaping. */
export function svgText(x: number, y: number, words: string, colour: string, attributes = ''): string {
  return `<text x="${places(x)}" y="${places(y)}" ${ink('fill', colour)} ${attributes}>${escaped(words)}</text>`
}

export function svgLine(x1: number, y1: number, x2: number, y2: number, colour: string, attributes = ''): string {
  return `<path d="M${places(x1)} ${places(y1)}L${places(x2)} ${places(y2)}" ${ink('stroke', colour)} ${attributes}/>`
}

const wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/

/**
 * The approximate width of a text. A file has no page on which to measure it, and another program may use another
 * typeface.
 */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, sign) => sum + (wide.test(sign) ? 1 : 0.58), 0) * size

/** Cuts a text off where it would be wider than its room. */
export function shortened(text: string, size: number, room: number): string {
  let end = text.length
  while (end > 1 && widthOf(text.slice(0, end) + (end < text.length ? '…' : ''), size) > room) end--
  return end < text.length ? text.slice(0, end) + '…' : text
}
