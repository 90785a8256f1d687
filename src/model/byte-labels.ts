// Names of symbols that are bytes: a byte of ASCII has its character, any other byte its value, as 0xe2.

export const byteLabel = (byte: number): string =>
  byte < 0x80 ? String.fromCharCode(byte) : `0x${byte.toString(16).padStart(2, '0')}`

/** The byte of a label; NaN where it is no label of a byte. */
export function byteOf(label: string): number {
  if (label.length === 1 && label < '\u0080') return label.charCodeAt(0)
  return /^0x[89a-f][0-9a-f]$/.test(label) ? Number(label) : NaN
}

/** The labels of the bytes of a text in UTF-8. */
export const byteLabelsOf = (text: string): string[] => Array.from(new TextEncoder().encode(text), byteLabel)
