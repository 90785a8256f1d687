import type en from '../en/forecast'

export default {
  forecast: {
    title: '예측',
    empty: '시계열이 어떻게 이어질지 신경망에 묻습니다.',
    horizon: '예측할 행',
    after: '시작(이 행 다음)',
    season: '계절 주기(행)',
    noSeason: '없음',
    files: { rows: '다른 파일의 행…', future: '미리 아는 입력의 파일…' },
    without: { rows: '실행의 데이터로 되돌리기', future: '이 파일 없이' },
    otherRows:
      '“{file}”의 행을 학습 때와 같은 스케일로 읽었습니다. 되짚어 본 행 가운데 일부는 신경망이 학습 때 보았을 수 있습니다.',
    save: 'CSV로 저장…',
    known: '아는 값',
    truth: '실제 값',
    band: '{share}% 구간',
    to: '{low} ~ {high}',
    row: '{row}행',
    from: '{row} 다음',
    of: '스텝 {step}의 신경망이 데이터의 단위로 예측합니다.',
    explain:
      '되짚어 보기(backtest): 검증 구간의 행 {origins}개에서 데이터가 거기서 끝난 것처럼 {tested}행 앞까지 예측합니다. 구간은 같은 거리만큼 앞을 예측한 오차의 분위수이며, 오차가 너무 적은 곳에서 끝납니다. MASE는 절대 오차의 평균을 학습 부분에서 직전 값으로 한 행 앞을 예측한 오차로 나눈 값이고, NRMSE는 제곱 오차 평균의 제곱근을 학습 부분의 표준 편차로 나눈 값입니다.',
    nrmseAt: '{tested}행 앞의 NRMSE',
    noBacktest: '검증 구간이 너무 짧아 되짚어 볼 수 없으므로 구간이 없습니다.',
    leans: {
      low: '검증 데이터에서 신경망의 예측이 평균 {amount}만큼 낮았습니다. 그래서 예측이 자신의 띠를 벗어납니다.',
      high: '검증 데이터에서 신경망의 예측이 평균 {amount}만큼 높았습니다. 그래서 예측이 자신의 띠를 벗어납니다.'
    },
    lastValueWins: '여기서는 직전 값을 그대로 쓰는 것이 신경망보다 낫습니다(전체 MAE).',
    differencing:
      '이런 시계열은 바뀐 양을 배우면 쉬워지는 일이 많습니다. 데이터의 “배울 값”에서 “차분”을 골라 새 실행을 학습하세요.',
    backtest: '검증 구간에서 되짚어 보기',
    ahead: '앞의 행 수',
    method: '방법',
    methods: {
      network: '신경망',
      'last-value': '직전 값',
      seasonal: '한 주기 전 값({season}행)',
      autoregression: 'AR(9)'
    },
    more: '나머지 {count}행은 CSV 파일에 있습니다.'
  }
} satisfies typeof en
