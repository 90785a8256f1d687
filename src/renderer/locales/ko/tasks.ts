import type en from '../en/tasks'

export default {
  tasks: {
    sequences: '학습에 쓰는 시퀀스',
    'running-parity': {
      rule: '무작위 비트를 하나씩 읽습니다. 시점마다 지금까지 나온 1의 개수가 홀수이면 1, 짝수이면 0이라고 답합니다.',
      worked: 't = {t}까지 1이 {ones}개이므로 y = {y}입니다.'
    },
    'binary-addition': {
      rule: '두 이진수를 낮은 자리부터 시점마다 한 비트씩 읽습니다. 시점마다 합의 그 자리 비트를 답합니다. 자리올림(carry)을 기억해야 합니다.',
      worked: '십진수로는 {first} + {second} = {sum}입니다.'
    },
    'temporal-xor': {
      rule: '무작위 비트 두 개와 그 XOR이 되풀이됩니다. 시점마다 다음 비트를 답하며, 알 수 있는 것은 XOR뿐입니다.',
      worked: '첫 세 비트: {a} XOR {b} = {c}.'
    },
    adding: {
      rule: '0과 1 사이의 수를 읽으며 그중 두 개에 표시가 있습니다. 마지막 시점에 한 번, 표시된 두 수의 합을 답합니다.',
      worked: '{first} + {second} = {sum}.'
    },
    reber: {
      rule: '작은 문법이 만드는 문자열을 기호 하나씩 읽습니다. 시점마다 다음 기호를 답합니다. 대개 두 기호가 가능하며 동전 던지기로 정해집니다.',
      worked: '전체 문자열은 {string}입니다.'
    }
  },
  labels: {
    bit: '비트',
    parity: '패리티',
    first: '첫째 수',
    second: '둘째 수',
    sum: '합',
    value: '값',
    mark: '표시',
    'next-bit': '다음 비트'
  }
} satisfies typeof en
