// An equation with its numbers for other programs: as LaTeX and as text.

import type { Format } from '../../charts/format'
import { plainTex } from '../../copying/tex'
import { plainNumber } from '../../copying/tsv'
import type { Piece, SumRow } from './rows'

interface Style {
  number(value: number, digits: number): string
  tex(tex: string): string
  /** Stands for the terms that are not shown one by one. */
  rest(count: number): string
  line(name: string, pieces: string, value: string): string
}

function lines(rows: readonly SumRow[], { number, tex, rest, line }: Style): string[] {
  const piece = (one: Piece): string => (typeof one === 'string' ? tex(one) : number(one.value, one.digits))
  return rows.map((row) =>
    line(
      row.name ? tex(row.name) : rest(row.count ?? 0),
      row.pieces.map(piece).join(' '),
      number(row.value, row.digits)
    )
  )
}

export function numbersAsText(rows: readonly SumRow[], format: Format, rest: (count: number) => string): string {
  return lines(rows, {
    number: (value, digits) => plainNumber(format.digits(value, digits)),
    tex: plainTex,
    rest,
    line: (name, pieces, value) => `${name} = ${pieces ? `${pieces} = ` : ''}${value}`
  }).join('\n')
}

/** An `aligned` block, for any program that sets mathematics. */
export function numbersAsLatex(rows: readonly SumRow[], format: Format): string {
  const number = (value: number, digits: number): string => {
    const text = plainNumber(format.digits(value, digits))
    const [, mantissa, power] = /^(.+)e([-+]?\d+)$/.exec(text) ?? []
    return mantissa ? `${mantissa} \\times 10^{${Number(power)}}` : text.replace('∞', '\\infty')
  }
  const all = lines(rows, {
    number,
    tex: (tex) => tex,
    rest: () => '\\cdots',
    line: (name, pieces, value) => `${name} &= ${pieces ? `${pieces} = ` : ''}${value}`
  })
  return `\\begin{aligned}\n${all.join(' \\\\\n')}\n\\end{aligned}`
}
