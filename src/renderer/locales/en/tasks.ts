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
    adding: {
      rule: 'Numbers from 0 to 1 are read, and two of them carry a mark. The answer, at the last step alone, is the sum of those two.',
      worked: '{first} + {second} = {sum}.'
    },
    reber: {
      rule: 'Strings of a small grammar are read, symbol by symbol. The answer at every step is the next symbol; mostly two may follow, and a coin decides.',
      worked: 'The whole string is {string}.'
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
    'next-bit': 'next bit'
  }
}
