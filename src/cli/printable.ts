// Texts from a network, or from other people's files, may contain control characters of a terminal.

/**
 * Keeps line ends and tabs, and replaces every other control character by its picture: ESC by ␛. Signs that turn the
 * direction of a line become U+FFFD.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => {
    const code = character.charCodeAt(0)
    if (code === 0x7f) return '\u2421'
    // Unicode has no pictures of the others.
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd'
  })
}

/**
 * JSON without any control character of a terminal, on one line unless `indent` is given; it is read back as the same
 * value.
 */
export const printableJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
