// One entry of the glossary.

export interface Term {
  en: string
  ko: string
  /** The place in the book, or the book's own letters and words. */
  book: string
  /** Names in code; empty where the library has none. */
  pytorch: string
  keras: string
  meaning: { en: string; ko: string }
  /** Korean words that no text may use for it: the source of a regular expression. */
  never?: string
  /** True where at least one Korean text must have the English term beside it, in brackets. */
  beside?: true
}
