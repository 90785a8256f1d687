// A coloured page of a text as an SVG file.

import { ink, places, svgText } from '../pictures/svg'
import type { Theme } from '../charts/theme'
import { shownOnPage } from './colours'

/** The size of a cell and of the edge around the page, in pixels, and the symbols of a line. */
const [width, height, edge, perLine] = [9, 22, 12, 80]

/** `colour` gives the background of each symbol as the page has it, with the names of the theme's colours. */
export function pageSvg(
  symbols: readonly string[],
  colour: (i: number) => string,
  { theme, title }: { theme: Theme; title: string }
): string {
  const colours: Record<string, string> = { '--negative': theme.negative, '--accent': theme.series[0] }
  const cells: string[] = []
  let [line, column] = [0, 0]
  symbols.forEach((symbol, i) => {
    if (column === perLine) [line, column] = [line + 1, 0]
    const [x, y] = [edge + column * width, edge + height + line * height]
    const background = colour(i).replace(/var\((--\w+)\)/, (_, name: string) => colours[name])
    if (background !== 'transparent')
      cells.push(
        `<rect x="${places(x)}" y="${places(y)}" width="${width}" height="${height - 2}" ${ink('fill', background)}/>`
      )
    if (symbol !== ' ')
      cells.push(svgText(x + width / 2, y + 15, shownOnPage(symbol), theme.text, 'text-anchor="middle"'))
    column++
    if (symbol === '\n') [line, column] = [line + 1, 0]
  })
  const [wide, high] = [2 * edge + perLine * width, 2 * edge + (line + 2) * height]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" font-family="monospace" font-size="14">
<rect width="${wide}" height="${high}" fill="${theme.background}"/>
${svgText(edge, edge + 10, title, theme.text, 'font-weight="bold"')}
${cells.join('\n')}
</svg>
`
}
