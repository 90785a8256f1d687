// Writes tables for other programs: tabs between the cells, numbers in the form that every program reads.

/**
 * A number on the screen has a long minus, groups of digits and its own form of powers of ten. A unit after it and all
 * other texts stay.
 */
export function plainNumber(text: string): string {
  const [, number, unit] = /^([−-]?\d[\d,.]*(?:e[−-]?\d+)?)(%| .*)?$/.exec(text) ?? []
  return number ? number.replaceAll('−', '-').replaceAll(/,(?=\d{3})/g, '') + (unit ?? '') : text
}

/** The shortest text that reads back as the same float32. */
export function float32Text(value: number): string {
  const digits = [6, 7, 8].find((count) => Math.fround(Number(value.toPrecision(count))) === value) ?? 9
  return String(Number(value.toPrecision(digits)))
}

const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** `data-value` is the whole number, of which the text shows the first digits. */
function cellText(cell: HTMLElement): string {
  return cell.dataset['value'] ?? plainNumber(words(cell.textContent ?? ''))
}

const cells: Record<string, (element: HTMLElement) => HTMLElement[][]> = {
  TABLE: (table) => [...(table as HTMLTableElement).rows].map((row) => [...row.cells]),
  DL: (list) =>
    [...list.querySelectorAll<HTMLElement>('dt')].map((term) => [term, term.nextElementSibling as HTMLElement]),
  UL: (list) =>
    [...list.querySelectorAll<HTMLElement>('li')].map((item) =>
      ([...item.children] as HTMLElement[]).filter((part) => part.textContent)
    )
}

/** The elements that can be copied as a table. */
export const tables = 'table, dl, ul[data-table]'

export const tsvOf = (element: HTMLElement): string =>
  cells[element.tagName](element)
    .map((row) => row.map(cellText).join('\t'))
    .join('\n')
