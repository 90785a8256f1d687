// The words of each task: its rule (data/tasks), its worked example (model/task-examples.ts), and the names of its inputs
// and outputs.

import { tasks } from '../../../data/tasks'

export default {
  tasks: {
    sequences: 'Sequences as they are trained on',
    'running-parity': {
      rule: tasks['running-parity'].rule,
      worked: 'Up to t = {t} there are {ones} ones, so y = {y}.'
    },
    'binary-addition': {
      rule: tasks['binary-addition'].rule,
      worked: 'In decimal: {first} + {second} = {sum}.'
    },
    'temporal-xor': {
      rule: tasks['temporal-xor'].rule,
      worked: 'The first three bits: {a} XOR {b} = {c}.'
    },
    'elman-letters': {
      rule: tasks['elman-letters'].rule,
      worked: 'The letters are {letters}.'
    },
    adding: {
      rule: tasks.adding.rule,
      worked: '{first} + {second} = {sum}.'
    },
    reber: {
      rule: tasks.reber.rule,
      worked: 'The whole string is {string}.'
    },
    'embedded-reber': {
      rule: tasks['embedded-reber'].rule,
      worked: 'The whole string is {string}: its outer letter is {letter}.'
    },
    'temporal-order': {
      rule: tasks['temporal-order'].rule,
      worked: 'First {first}, then {second}: {order}.'
    },
    'copy-memory': {
      rule: tasks['copy-memory'].rule,
      worked: 'T = {T}, and the ten symbols are {symbols}.'
    },
    digits: {
      rule: tasks.digits.rule,
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
