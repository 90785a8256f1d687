// The words of each task: its rule, its worked example (model/task-examples.ts), and the names of its inputs and
// outputs.
export default {
  tasks: {
    sequences: 'Sequences as they are trained on',
    'running-parity': {
      rule: 'Random bits are read one by one. The answer at every step: is the number of ones so far odd (1) or even (0)?',
      worked: 'Up to t = {t} there are {ones} ones, so y = {y}.'
    },
    'binary-addition': {
      rule: 'Two binary numbers are read, lowest bit first, one bit of each a step. The answer at every step is that bit of their sum; the carry has to be remembered.',
      worked: 'In decimal: {first} + {second} = {sum}.'
    },
    'temporal-xor': {
      rule: 'Two random bits, then their XOR, again and again. The answer at every step is the next bit; only the XOR can be known.',
      worked: 'The first three bits: {a} XOR {b} = {c}.'
    },
    'elman-letters': {
      rule: 'Consonants come at random, each with its own vowels after it: ba, dii, guuu. The answer at every step is the next letter; the vowels can be known, and where a consonant comes, but not which.',
      worked: 'The letters are {letters}.'
    },
    adding: {
      rule: 'Numbers from 0 to 1 are read, and two of them carry a mark. The answer, at the last step alone, is the sum of those two.',
      worked: '{first} + {second} = {sum}.'
    },
    reber: {
      rule: 'Strings of a small grammar are read, symbol by symbol. The answer at every step is the next symbol; mostly two may follow, and a coin decides.',
      worked: 'The whole string is {string}.'
    },
    'embedded-reber': {
      rule: 'B, then T or P, a string of Reber’s grammar, the same T or P again, E. The answer at every step is the next symbol. The outer letter has to be remembered over the whole inner string. Where the gradient is cut after one step, as in Elman’s networks, that is not learned.',
      worked: 'The whole string is {string}: its outer letter is {letter}.'
    },
    'temporal-order': {
      rule: 'Among random letters a, b, c, d there are two that are X or Y. The answer, at the last step alone, is which two, in their order.',
      worked: 'First {first}, then {second}: {order}.'
    },
    'copy-memory': {
      rule: 'Ten symbols are read, then blanks (·), then a start mark (:). The answer is blank until the mark, and then the ten symbols once more. A sequence of τ steps has T = τ − 20 steps between.',
      worked: 'T = {T}, and the ten symbols are {symbols}.'
    },
    digits: {
      rule: 'A picture of 8 × 8 pixels is read pixel by pixel, row by row. The answer, at the last step alone, is the digit that it shows. A fifth of the 1,797 pictures is held out.',
      worked: 'The picture shows a {digit}.'
    },
    kinds: {
      vowels: 'Vowels',
      consonants: 'Consonants',
      xor: 'XOR bits',
      coins: 'Random bits',
      'outer-letter': 'Outer letter',
      recalled: 'Recalled symbols'
    }
  },
  labels: {
    bit: 'bit',
    parity: 'parity',
    first: 'first',
    second: 'second',
    sum: 'sum',
    value: 'value',
    mark: 'mark',
    pixel: 'pixel',
    'next-bit': 'next bit'
  }
}
