import type en from '../en/charts'

export default {
  charts: {
    yes: '예',
    no: '아니요',
    step: '스텝 {step}',
    stepUnit: '스텝 {step} · {unit}',
    stepAxis: '스텝',
    logX: '스텝 로그 눈금',
    logY: '로그 눈금',
    above: '최고 {value}, 화면 위로 벗어남',
    more: '여기에 {count}개 더',
    zoom: {
      reset: '전체 보기',
      hint: '{key} + 휠로 확대·축소',
      keys: '차트. 더하기와 빼기 키 또는 {key} + 휠로 확대·축소하고, 좌우 화살표로 옮기며, 0을 누르면 전체를 봅니다.'
    },
    picture: {
      take: '그림 저장 또는 복사',
      takeOf: '“{title}” 그림 저장 또는 복사',
      paper: '배경',
      papers: { light: '밝게', dark: '어둡게', clear: '투명, 밝은 지면용', 'clear-dark': '투명, 어두운 지면용' },
      part: '범위',
      visible: '지금 보이는 부분',
      whole: '전체',
      menu: '그림 저장 또는 복사…',
      png: 'PNG로 저장…',
      svg: 'SVG로 저장…',
      copy: '그림 복사',
      saved: '그림을 저장했습니다: {file}',
      copied: '그림을 클립보드에 복사했습니다.',
      tooLarge: '이 그림을 PNG로 만들면 {width} × {height}픽셀이 되어 한도를 넘습니다. 축소하거나 SVG로 저장하세요.',
      failed: '그림을 만들지 못했습니다: {reason}'
    },
    copy: {
      done: '복사했습니다.',
      saved: '표를 저장했습니다: {file}',
      failed: '클립보드에 복사하지 못했습니다: {reason}. 다시 시도하세요.',
      menu: '복사',
      selection: '복사',
      value: '값 복사',
      cell: '셀 값 복사',
      table: '표 복사',
      matrix: '모든 셀 복사',
      text: '텍스트 복사',
      lines: '코드 복사',
      latex: 'LaTeX로 복사',
      equation: '텍스트로 복사',
      captions: { numbers: '텍스트', numbersLatex: 'LaTeX' },
      numbersLatex: '값을 대입한 식 복사: LaTeX',
      numbers: '값을 대입한 식 복사: 텍스트'
    },
    smoothing: {
      label: '평활',
      steps: '{count}스텝',
      early: '이만큼의 스텝에 걸친 이동 평균입니다. 실행 초반에는 그때까지 스텝의 20분의 1에 걸쳐 평균합니다.'
    },
    unit: { nats: '나트', bits: '비트', squared: '평균 제곱 오차' },
    loss: {
      title: '손실',
      axis: '손실 ({unit})',
      raw: '학습',
      smoothed: '평활',
      validation: '검증',
      validationAt: '검증 (스텝 {step})',
      free: '검증, 자유 실행',
      empty: '첫 학습 스텝이 끝나면 손실이 나타납니다.',
      description: '학습 스텝별 손실, 단위 {unit}. 스텝 {step}: {values}.'
    },
    truth: {
      name: 'ε, 정답을 넣을 확률',
      description: '학습 스텝별 정답을 넣을 확률 ε. 스텝 {step}: {value}.'
    },
    gradient: {
      axis: '그래디언트 노름 ‖∇‖',
      norm: '그래디언트 노름',
      threshold: '클리핑 {value}',
      clipped: '클리핑',
      share: '스텝의 {share} 클리핑',
      description: '학습 스텝별 그래디언트 노름. 스텝 {step}: {values}.'
    },
    baseline: {
      floor: '이론상 최솟값',
      guess: '무작위 추측',
      'always-one': '항상 1',
      forgetting: '바깥 글자를 잊었을 때',
      memoryless: '아무것도 기억하지 않을 때',
      'previous-output': '직전 출력만 알 때',
      'last-value': '직전 값',
      mean: '평균',
      autoregression: 'AR({order})',
      uniform: '균등 확률',
      'n-gram': '{order}차 n-gram'
    },
    baselineKind: { floor: '하한: {key}', baseline: '기준선: {key}' },
    mark: {
      off: '끔',
      'learning-rate': '학습률 {from} → {to}',
      'clip-norm': '노름 클리핑 {from} → {to}',
      'clip-value': '값 클리핑 {from} → {to}',
      rewind: '되감기, 학습률 {from} → {to}',
      resume: '이어서 학습',
      diverged: '발산: 평균 손실 {to}, 한계 {from}',
      recovered: '발산에서 회복: 평균 손실 {to}',
      engine: '다른 커널: {from} → {to}',
      experiment: '다음 설정으로 이어서 학습: {changes}',
      weights: '{run} 실행의 스텝 {step} 가중치로 시작'
    },
    failure: { 'not-finite': '유한하지 않은 값: {tensor}', error: '오류', died: '학습 프로세스 종료' },
    heatmap: {
      notDrawn: '아직 그려지지 않았습니다.',
      hidden: '은닉 유닛',
      hiddenBefore: 't−1의 은닉 유닛',
      input: '입력',
      output: '출력',
      mean: '{rows} × {cols}개 원소의 평균',
      description: '{title}의 히트맵, {low}부터 {high}까지. 화살표 키로 원소를 하나씩 읽습니다.',
      common: '공통 눈금',
      robust: '가장 큰 1% 무시',
      back: '모든 행렬',
      enlarge: '{name} 확대',
      noGradient: '아직 없음',
      follow: '원소를 누르면 그 원소의 수식이 열립니다.'
    },
    sample: {
      prime: '시작 텍스트',
      primeHint: '없음',
      temperature: '온도',
      length: { text: '글자 수', series: '시점 수' },
      now: '지금 표본 뽑기',
      drawing: '표본 만드는 중…',
      asked: '직접 요청',
      ends: '{row}행에서 데이터가 끝나 {wanted}스텝 가운데 {shown}스텝에서 멈춥니다.',
      notLive: '모델이 메모리에 없습니다.',
      empty: '아직 표본이 없습니다.',
      atTemperature: '온도 {value}',
      truth: '정답',
      predicted: '한 시점 앞 예측',
      free: '자유 실행',
      freeFrom: '여기부터 자유 실행'
    },
    series: { row: '행', description: '{names} 차트.' },
    task: {
      picture: '그림으로 본 입력',
      label: '과제의 시퀀스 하나',
      step: 't',
      input: 'x 입력',
      target: 'y 목표',
      output: 'ŷ 출력',
      error: 'ŷ − y 오차',
      verdict: '맞음?',
      right: '맞음',
      wrong: '틀림',
      none: '목표 없음',
      score: '{all}개 시점 중 {right}개 맞음',
      more: '시점 {count}개는 생략'
    },
    text: { excerpt: '텍스트의 첫 부분', frequencies: '기호의 빈도', symbols: '기호 {count}개', occurs: '{count}번' },
    preview: {
      text: '{characters}자 ({encoding}): 학습 {train}자, 검증 {validation}자',
      series: '{rows}행: 학습 {train}행, 검증 {validation}행',
      examples: '학습용 예제 {train}개, 검증용 {validation}개. 입력 {inputs}개, 출력 {outputs}개',
      task: '시드에서 끝없이 생성, 입력 {inputs}개, 출력 {outputs}개',
      validation: '검증'
    }
  }
} satisfies typeof en
