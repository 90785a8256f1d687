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
    'elman-letters': {
      rule: '자음이 무작위로 나오고, 자음마다 정해진 모음이 뒤따릅니다: ba, dii, guuu. 시점마다 다음 글자를 답합니다. 모음과 자음이 나올 자리는 알 수 있지만 어느 자음인지는 알 수 없습니다.',
      worked: '글자들은 {letters}입니다.'
    },
    adding: {
      rule: '0과 1 사이의 수를 읽으며 그중 두 개에 표시가 있습니다. 마지막 시점에 한 번, 표시된 두 수의 합을 답합니다.',
      worked: '{first} + {second} = {sum}.'
    },
    reber: {
      rule: '작은 문법이 만드는 문자열을 기호 하나씩 읽습니다. 시점마다 다음 기호를 답합니다. 대개 두 기호가 가능하며 동전 던지기로 정해집니다.',
      worked: '전체 문자열은 {string}입니다.'
    },
    'embedded-reber': {
      rule: 'B, 이어서 T 또는 P, Reber 문법의 문자열, 앞과 같은 T 또는 P, 끝으로 E가 나옵니다. 시점마다 다음 기호를 답합니다. 안쪽 문자열이 끝날 때까지 바깥 글자를 기억해야 합니다. 엘만의 신경망처럼 그래디언트를 한 시점 뒤에서 절단하면 이를 배우지 못합니다.',
      worked: '전체 문자열은 {string}이고 바깥 글자는 {letter}입니다.'
    },
    'temporal-order': {
      rule: '무작위 글자 a, b, c, d 사이에 X 또는 Y가 두 번 나옵니다. 마지막 시점에 한 번, 그 두 글자를 순서대로 답합니다.',
      worked: '처음에 {first}, 다음에 {second}: {order}.'
    },
    'copy-memory': {
      rule: '기호 열 개를 읽고, 공백(·)이 이어지다가 시작 표시(:)가 나옵니다. 표시 전까지는 공백을, 그 뒤에는 기호 열 개를 다시 답합니다. 길이가 τ인 시퀀스에서 그 사이는 T = τ − 20시점입니다.',
      worked: 'T = {T}이고 기호 열 개는 {symbols}입니다.'
    },
    digits: {
      rule: '8 × 8 픽셀의 그림을 한 픽셀씩, 위에서부터 한 줄씩 읽습니다. 마지막 시점에 한 번, 그림이 어떤 숫자인지 답합니다. 그림 1,797개 가운데 5분의 1은 검증에만 씁니다.',
      worked: '그림의 숫자는 {digit}입니다.'
    },
    kinds: {
      vowels: '모음',
      consonants: '자음',
      xor: 'XOR 비트',
      coins: '무작위 비트',
      'outer-letter': '바깥 글자',
      recalled: '되풀이한 기호'
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
    pixel: '픽셀',
    'next-bit': '다음 비트'
  }
} satisfies typeof en
