// Elman's letters (Elman 1990): random consonants, each followed by its vowels: ba, dii, guuu. The target is the next
// letter. A network that counts the vowels can predict every vowel and the place of the next consonant, but not which
// consonant comes.

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
  rule:
    'Consonants come at random, and each is followed by its own vowels: ba, dii, guuu. The answer at every step ' +
    'is the next letter. The network can predict the vowels and the places of the consonants, but not which ' +
    'consonant comes.',
  nx: letters.length,
  ny: letters.length,
  input: 'index',
  output: 'softmax',
  readout: 'every-step',
  inputLabels: letters,
  outputLabels: letters,
  // The length of the longest word and of the consonant after it.
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
