// A number as a person types it, in the window or in a terminal.

const numeral = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
/** Such as 1,000: one thousand, or one with three decimals. */
const ambiguous = /^-?[1-9]\d{0,2},\d{3}$/

/** A comma is a decimal sign. Null where it may also stand between thousands, and for a text that is no number. */
export function typedNumber(text: string): number | null {
  const plain = text.trim().replaceAll('−', '-')
  const decimal = plain.replace(',', '.')
  return numeral.test(decimal) && !ambiguous.test(plain) ? Number(decimal) : null
}
