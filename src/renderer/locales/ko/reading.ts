import type en from '../en/reading'

export default {
  reading: {
    paste: { text: '텍스트 붙여 넣기', series: '표 붙여 넣기(CSV)' },
    pasted: '붙여 넣은 내용',
    read: '읽기(Ctrl+Enter)',
    open: { text: '텍스트 파일 열기…', series: '표 열기…' },
    empty:
      '아무 텍스트나 붙여 넣거나 여세요. 신경망이 왼쪽에서 오른쪽으로 읽으며, 기호마다 놀람(−log₂ p)을 보여 줍니다.',
    sequencesRight: '{right}% 맞음, 시퀀스마다 {loss} nat',
    sequenceErrors: '평균 절대 오차 {mae}, 제곱평균제곱근 오차 {rmse}',
    sequencesOf: '시퀀스 {count}개, {step}스텝의 신경망.',
    emptySequences:
      '데이터와 같은 열이 있고 시퀀스마다 레이블이 있는 표를 붙여 넣거나 여세요. 신경망이 시퀀스를 읽고 레이블을 맞힙니다.',
    confusion: '무엇을 무엇으로 보는지(행은 정답, 열은 답)',
    trueAndAnswer: '정답 \\ 답',
    worstSequences: '가장 틀린 시퀀스',
    emptyTable:
      '데이터와 같은 열이 있는 표를 붙여 넣거나 여세요. 신경망이 앞의 행들로 다음 행을 예측하며, 행마다 오차와 가장 있을 법하지 않은 행을 보여 줍니다.',
    nats: '한 행에 {nats}나트.',
    explainNats:
      '오차는 예측에서 실제 값을 뺀 것이며 데이터의 단위입니다. 나트는 행의 −log p이며, p는 예측을 중심으로 이 행들의 RMSE를 표준 편차로 하는 가우스 분포입니다. 열마다의 값을 더합니다. NRMSE는 신경망이 배우는 값의 RMSE를 학습 구간의 표준 편차로 나눈 것입니다.',
    rowsOf: '스텝 {step}의 신경망이 {rows}행을 읽었습니다. 시퀀스의 첫 행은 읽기만 합니다.',
    column: '열',
    truth: '실제',
    foreseen: '예측',
    error: '오차',
    natsHead: '나트',
    saveRows: '모든 행 저장…',
    plots: { values: '{column}: 실제와 예측', errors: '{column}: 행마다의 오차' },
    worstRows: '가장 있을 법하지 않은 행',
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
    picture: '신경망이 읽은 텍스트',
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
