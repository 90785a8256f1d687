import type en from '../en/reading'

export default {
  reading: {
    paste: '텍스트 붙여 넣기',
    pasted: '붙여 넣은 텍스트',
    read: '읽기(Ctrl+Enter)',
    open: '텍스트 파일 열기…',
    empty:
      '아무 텍스트나 붙여 넣거나 여세요. 신경망이 왼쪽에서 오른쪽으로 읽으며, 기호마다 놀람(−log₂ p)을 보여 줍니다.',
    unknown: '신경망이 모르는 기호가 이 텍스트에 {count}개 있습니다: {symbols}',
    leftOut: '신경망이 몰라서 뺀 기호({count}개): {symbols}',
    leaveOut: '빼고 읽기',
    bits: '한 글자에 {bits}비트.',
    of: '스텝 {step}의 신경망이 {all}자 중 {done}자를 읽었습니다. 첫 글자는 읽기만 합니다.',
    progress: '텍스트 읽는 중',
    colour: '색',
    by: { surprise: '놀람', unit: '은닉 유닛' },
    unit: '유닛',
    scale: {
      surprise: '0비트는 색이 없고 {bits}비트에서 가장 진합니다.',
      unit: '0보다 크면 파랑, 작으면 빨강이며 1과 −1에서 가장 진합니다.'
    },
    page: '색을 입힌 텍스트. 왼쪽과 오른쪽 화살표 키로 기호를 고릅니다.',
    point: '기호를 가리키면 신경망이 짐작했을 기호를 보여 줍니다.',
    surprise: '−log₂ p = {bits}비트',
    activation: '유닛 {unit}의 h = {value}',
    guesses: '그 앞에서 가장 그럴듯한 기호:',
    back: '뒤로',
    on: '앞으로',
    pages: '{all}쪽 중 {page}쪽',
    worst: '놀람이 가장 큰 곳',
    symbol: '곳',
    bitsHead: '비트',
    place: '글자',
    passages: {
      empty: '부분을 찾습니다.',
      highest: '검증 구간에서 유닛 {unit}의 값이 가장 큰 부분',
      lowest: '검증 구간에서 유닛 {unit}의 값이 가장 작은 부분',
      at: '데이터의 {place}번째 글자, h ='
    }
  }
} satisfies typeof en
