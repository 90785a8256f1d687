// Text from the data, with any characters, stays unchanged in the languages of the exported files.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inC, inComment, inJavaScript, inMarkdown, inYaml } from '../../../src/trainer/exports/quoting'

const hostile = [
  '"',
  '\\',
  '\n',
  '\r\n',
  '*/',
  '/*',
  '</script>',
  '<!--',
  '\ud800',
  '\0',
  '\u2028',
  '??/',
  '`',
  '---',
  '# ',
  '|'
]
const texts = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' })), { maxLength: 8 })
  .map((parts) => parts.join(''))
/** The text, with U+FFFD for half of a surrogate pair. */
const wellFormed = (text: string): string => Buffer.from(text).toString()

it('ends no comment and no line', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(inComment(text)).toMatch(/^[\p{L}\p{M}\p{N} .,:;()+=_%-]*$/u)
    })
  )
  expect(inComment('*/ system("rm"); /* 에이해브')).toBe('__ system(_rm_); __ 에이해브')
})

it('is a string of C with the same bytes', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const quoted = inC(text)
      expect(quoted).toMatch(/^"(?:[A-Za-z0-9 .,_()+-]|\\[0-7]{3})*"$/)
      const bytes = Array.from(quoted.slice(1, -1).matchAll(/\\([0-7]{3})|./g), ([sign, octal]) =>
        octal === undefined ? sign.charCodeAt(0) : parseInt(octal, 8)
      )
      expect(Buffer.from(bytes).toString()).toBe(wellFormed(text))
    })
  )
})

it('is a value of JavaScript that no page takes for mark-up', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const quoted = inJavaScript([text])
      expect(quoted).not.toMatch(/[<>\n\r\u2028\u2029]/)
      expect(JSON.parse(quoted)).toEqual([text])
    })
  )
})

it('is one quoted line of YAML, printable throughout', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const quoted = inYaml(text)
      expect(quoted).toMatch(/^"[^\n\r\p{C}\u2028\u2029]*"$/u)
      const plain = quoted.replace(
        /(?<!\\)((?:\\\\)*)\\U([0-9a-f]{8})/g,
        (_, before: string, code: string) =>
          before + JSON.stringify(String.fromCodePoint(parseInt(code, 16))).slice(1, -1)
      )
      expect(JSON.parse(plain)).toBe(wellFormed(text))
    })
  )
})

it('is one line of Markdown without mark-up', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const line = inMarkdown(text)
      expect(line).not.toMatch(/[\n\r<>\u2028\u2029\0]/)
      expect(line.replace(/\\./g, '')).not.toMatch(/[\\`*_{}[\]#|!~]/)
    })
  )
  expect(inMarkdown('# [x](javascript:y) | <b>')).toBe('\\# \\[x\\]\\(javascript\\:y\\) \\| &lt;b&gt;')
})
