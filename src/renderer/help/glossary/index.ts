// The terms of the field: the book's words, ours in both languages, PyTorch's and Keras's. The help shows them, and a
// test (test/renderer/glossary.test.ts) checks all texts of the app against them.

import { learningTerms } from './learning'
import { networkTerms } from './network'
import type { Term } from './term'

export type { Term } from './term'
export { wording } from './wording'

export const glossary: readonly Term[] = [...networkTerms, ...learningTerms]
