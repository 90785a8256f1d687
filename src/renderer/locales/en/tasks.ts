// The words of each task: its rule, its worked example (model/task-examples.ts), and the names of its inputs and
// outputs.
export default {
  tasks: {
    sequences: 'Sequences as they are trained on',
    'running-parity': {
      rule: 'The network reads random bits, one at each step. The answer at every step: is the number of ones so far odd (1) or even (0)?',
      worked: 'Up to t = {t} there are {ones} ones, so y = {y}.'
    },
    'binary-addition': {
      rule: 'The network reads two binary numbers, one bit of each at every step, the lowest bit first. The answer at every step is the same bit of their sum. The network has to remember the carry.',
      worked: 'In decimal: {first} + {second} = {sum}.'
    },
    'temporal-xor': {
      rule: 'Two random bits come, then their XOR, again and again. The answer at every step is the next bit. Only the XOR bits can be predicted.',
      worked: 'The first three bits: {a} XOR {b} = {c}.'
    },
    'elman-letters': {
      rule: 'Consonants come at random, and each is followed by its own vowels: ba, dii, guuu. The answer at every step is the next letter. The network can predict the vowels and the places of the consonants, but not which consonant comes.',
      worked: 'The letters are {letters}.'
    },
    adding: {
      rule: 'The network reads numbers from 0 to 1, and two of them carry a mark. The answer is the sum of these two, at the last step only.',
      worked: '{first} + {second} = {sum}.'
    },
    reber: {
      rule: 'The network reads strings of a small grammar, one symbol at each step. The answer at every step is the next symbol. Usually two symbols are possible, and a coin decides.',
      worked: 'The whole string is {string}.'
    },
    'embedded-reber': {
      rule: 'A sequence is B, then T or P, then a string of Reber’s grammar, then the same T or P again, and E. The answer at every step is the next symbol. The network has to remember the outer letter (T or P) over the whole inner string. If the gradient is cut after one step, as in Elman’s networks, the network does not learn this.',
      worked: 'The whole string is {string}: its outer letter is {letter}.'
    },
    'temporal-order': {
      rule: 'The letters a, b, c and d come at random. At two of the steps the letter is X or Y instead. The answer is these two letters in their order, at the last step only.',
      worked: 'First {first}, then {second}: {order}.'
    },
    'copy-memory': {
      rule: 'The network reads ten symbols, then blanks (·), then a start mark (:). The answer is blank until the mark, and then the ten symbols again. In a sequence of τ steps there are T = τ − 20 steps between.',
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
