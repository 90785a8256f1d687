// A number as a person types it, in the window or in a terminal.

const numeral = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
/** A thousand, or one and no thousandths. */
const ambiguous = /^-?[1-9]\d{0,2},\d{3}$/

/**
 * A comma is a decimal sign; where it may as well part thousands, and in whatever else is no number, the answer is
 * null.
 */
export function typedNumber(text: string): number | null {
  const plain = text.trim().replaceAll('−', '-')
  const decimal = plain.replace(',', '.')
  return numeral.test(decimal) && !ambiguous.test(plain) ? Number(decimal) : null
}
