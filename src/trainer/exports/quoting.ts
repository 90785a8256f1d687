// Makes text from data safe in the languages of the written files. No name and no vocabulary can end a comment, a
// string or a line, or become mark-up.

/** For comments: letters, digits and harmless signs stay; everything else becomes _. */
export const inComment = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N} .,:;()+=_%-]/gu, '_')

/** A string of C in UTF-8; half of a surrogate pair becomes U+FFFD. */
export function inC(text: string): string {
  const bytes = Array.from(Buffer.from(text), (byte) => {
    const sign = String.fromCharCode(byte)
    return /[A-Za-z0-9 .,_()+-]/.test(sign) ? sign : `\\${byte.toString(8).padStart(3, '0')}`
  })
  return `"${bytes.join('')}"`
}

/** A value of JavaScript that is also safe inside an HTML page. */
export const inJavaScript = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A quoted string of YAML; half of a surrogate pair becomes U+FFFD. */
export const inYaml = (text: string): string =>
  JSON.stringify(Buffer.from(text).toString()).replace(
    /[\u007f-\u00a0\p{C}\u2028\u2029]/gu,
    (sign) => `\\U${sign.codePointAt(0)!.toString(16).padStart(8, '0')}`
  )

/** A part of a line of Markdown. */
export const inMarkdown = (text: string): string =>
  Buffer.from(text)
    .toString()
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!)
    .replace(/[\\`*_{}[\]()#+\-.!|~"'$:]/g, (sign) => `\\${sign}`)
