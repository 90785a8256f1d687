import type en from '../en/form'

export default {
  form: {
    sections: {
      data: '데이터',
      model: '모델',
      learning: '학습',
      optimizer: '최적화',
      initialisation: '초기화',
      watching: '관찰',
      stop: '종료 조건'
    },
    name: '이름',
    seed: '시드',
    seedHelp: '같은 시드와 같은 엔진이면 비트 단위까지 똑같이 실행됩니다.',
    explain: '{label} 설명',
    range: '{minimum}~{maximum}',
    above: '{minimum} 초과, {maximum} 이하',
    standard: '기본값 {value}',
    none: '없음',
    on: '켬',
    off: '끔',
    chooseFile: '파일 선택…',
    chooseFolder: '텍스트 폴더 선택…',
    noFile: '선택한 파일 없음',
    allColumns: '모든 숫자 열(차례만 세는 첫 열은 제외)',
    columnsLater: '파일을 읽으면 열이 나타납니다.',
    start: '학습 시작',
    remedy: '이 값으로 바꾸기: {value}',
    startPaused: '일시 정지 상태로 시작',
    startPausedHelp: '스텝 0에서 기다립니다. 한 스텝씩, 또는 따라갈 수 있는 속도로 진행하세요.',
    problems: '시작하려면 빨간색으로 표시된 항목 {count}개를 고치세요.',
    wait: '시작하는 중…',
    fixed: '실행된 실험은 바꿀 수 없습니다.',
    duplicate: '복제하여 변경',
    weightsOf: '“{name}”의 가중치로 시작합니다. 데이터의 레이블(기호, 열 이름)과 모델이 같아야 합니다.',
    withoutWeights: '새 가중치로 시작',
    issues: '고칠 항목 {count}개'
  },
  live: {
    title: '학습 중 조절',
    now: '현재 {value}',
    apply: '다음 스텝부터 적용되며 차트에 표시됩니다.',
    learningRate: '학습률',
    clipNorm: '노름 클리핑',
    clipValue: '값 클리핑',
    off: '끔',
    speed: '속도',
    fullSpeed: '최대 속도',
    stepsPerSecond: '초당 {count}스텝'
  },
  estimate: {
    title: '예상',
    parameters: '매개변수',
    memory: '메모리',
    step: '스텝당',
    total: '전체',
    epoch: '에폭당 스텝',
    open: '종료 조건 없음',
    failed: '예상할 수 없음: {message}',
    loading: '몇 스텝의 시간을 재는 중…'
  },
  notes: {
    'method-needs-output-recurrence': '은닉 순환은 출력을 되먹이지 않으므로 BPTT만 쓸 수 있습니다.',
    'method-needs-choice-of-feedback': '이 순환에서는 어떤 출력을 되먹일지 정해야 하므로 BPTT를 쓸 수 없습니다.',
    'method-needs-truth': '레이블이 시퀀스 끝에만 있어 그 전에 되먹일 정답이 없습니다.',
    'feedback-not-differentiable': '자유 실행 학습에서는 그래디언트가 있는 확률만 되먹일 수 있습니다.',
    'feedback-not-discrete': '스케줄드 샘플링은 정답처럼 범주나 비트를 되먹입니다. 그래디언트는 통과하지 않습니다.'
  },
  problems: {
    number: '0.002나 1e-3처럼 숫자를 쓰세요.',
    'whole-number': '정수를 쓰세요.',
    between: '{least}부터 {most}까지의 정수를 쓰세요.',
    'whole-from': '{least} 이상의 정수를 쓰세요.',
    'at-least': '{minimum} 이상이어야 합니다.',
    above: '{minimum}보다 커야 합니다.',
    'at-most': '{maximum} 이하여야 합니다.',
    empty: '비워 둘 수 없습니다.',
    'too-long': '{maximum}자까지 쓸 수 있습니다.',
    invalid: '여기에 쓸 수 없는 값입니다.',
    'method-needs-output-recurrence':
      '교사 강요, 자유 실행, 스케줄드 샘플링은 출력을 되먹이는데, 은닉 순환에는 출력에서 오는 연결이 없습니다. BPTT를 고르거나 출력이 있는 순환으로 바꾸세요.',
    'method-needs-choice-of-feedback':
      '이 순환은 출력을 되먹입니다. 교사 강요(정답), 자유 실행(모델 자신의 출력), 스케줄드 샘플링(확률에 따라) 가운데 고르세요.',
    'method-needs-truth':
      '시퀀스의 레이블은 끝에 하나뿐이어서 그 전에 되먹일 정답이 없습니다. BPTT를, 출력을 되먹이는 순환에서는 자유 실행을 고르세요.',
    'feedback-not-differentiable': 'argmax와 표본에는 그래디언트가 없으므로 자유 실행 학습에서는 확률을 되먹입니다.',
    'feedback-not-discrete': '스케줄드 샘플링은 범주나 비트를 되먹입니다. 표본이나 argmax를 고르세요.',
    'truncation-beyond-sequence': '시퀀스보다 길어서 아무것도 절단하지 않습니다. τ 이하로 쓰거나 비워 두세요.',
    'file-missing': '선택한 파일이 없습니다.',
    'readout-last-step': '이 데이터는 마지막 시점에만 목표가 있습니다.',
    'readout-every-step': '이 데이터는 모든 시점에 목표가 있습니다.',
    'from-main': '{message}',
    'trainer-message': '학습 프로세스가 보낸 내용을 이해할 수 없습니다. 버전이 맞지 않을 수 있습니다.'
  }
} satisfies typeof en
