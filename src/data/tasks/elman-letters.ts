// Elman's letters (Elman 1990): random consonants, each with its vowels after it: ba, dii, guuu. Tell the next letter. A
// network that counts the vowels knows every one of them, and where the next consonant comes, but not which.

import { entropyOf, writeString, type Grammar } from './grammar'
import { baseline, floor, type Task } from './task'

const letters = ['b', 'd', 'g', 'a', 'i', 'u']
const isConsonant = (k: number): boolean => k < 3

export const lettersGrammar: Grammar = [
  [
    ['b', 1],
    ['d', 2],
    ['g', 4]
  ],
  [['a', 0]],
  [['i', 3]],
  [['i', 0]],
  [['u', 5]],
  [['u', 6]],
  [['u', 0]]
]

export const elmanLetters: Task = {
  nx: letters.length,
  ny: letters.length,
  input: 'index',
  output: 'softmax',
  readout: 'every-step',
  inputLabels: letters,
  outputLabels: letters,
  // The longest word and the consonant after it.
  minimumLength: 4,
  kinds: {
    vowels: (t, { y }) => !isConsonant(y[t]),
    consonants: (t, { y }) => isConsonant(y[t])
  },
  baselines: (tau) => [
    floor(entropyOf(lettersGrammar, tau).perPrediction),
    baseline('guess', Math.log(letters.length))
  ],
  generate(random, tau, sequence) {
    writeString(lettersGrammar, letters, random, tau, sequence)
  }
}
