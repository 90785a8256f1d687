import { ko as formats } from '../../../shared/exports/ko'
import type en from '../en/views'

export default {
  start: {
    title: '순환 신경망을 학습시켜 보세요',
    text: '예제마다 한 가지씩 배울 수 있습니다. 그대로 시작하거나, 열어서 원하는 대로 바꾸세요.',
    run: '시작',
    edit: '조정',
    beside: '나란히 비교하기',
    blank: '기본값으로 시작',
    watch: '관찰할 점',
    kept: '실험 창에는 “{name}” 실험이 그대로 있습니다.',
    open: '이어서 편집'
  },
  data: {
    loading: '데이터를 읽는 중…',
    reading: '데이터 파일 읽기',
    readSoFar: '데이터 파일을 읽는 중: {size} 중 {read}',
    stopReading: '읽기 중지',
    failed: '데이터를 읽지 못했습니다',
    unfit: '과제가 실험의 다른 설정과 맞지 않습니다',
    invalid: '실험의 데이터 항목을 채우면 여기에 데이터가 나타납니다.'
  },
  train: {
    loading: '실행을 읽는 중…',
    waiting: '첫 스텝이 끝나면 여기에 나타납니다.',
    loss: '손실',
    gradientNorm: '그래디언트 노름',
    sample: '최근 표본',
    noSample: '아직 모델이 만든 표본이 없습니다.',
    atStep: '스텝 {step}',
    figures: {
      loss: '학습 손실',
      validation: '검증 손실',
      accuracy: '정확도',
      freeAccuracy: { free: '자유 실행', ownZ: '자신의 z(t−1), 정답 x(t)' },
      doubleLength: '두 배 길이',
      clipped: '최근 클리핑',
      time: '학습 시간'
    },
    explain: {
      loss: '최근 100스텝의 목표당 평균 손실',
      validation: '검증 데이터에서 목표당 평균 손실. 학습 때와 같은 값을 되먹입니다',
      accuracy: '검증 데이터에서 맞힌 비율. 학습 때와 같은 값을 되먹입니다',
      freeAccuracy: {
        free: '모델 자신의 출력을 되먹였을 때 맞힌 비율',
        ownZ: 'z(t−1)에는 모델 자신의 출력을, x(t)에는 바로 앞의 정답을 넣었을 때 맞힌 비율'
      },
      doubleLength: '처음 보는 길이 2τ의 시퀀스를 자유 실행(free running)으로 맞힌 비율',
      kind: '{kind}: 검증 데이터에서 그런 목표의 평균 손실. 학습 때와 같은 값을 되먹입니다',
      clipped: '최근 100스텝 가운데 그래디언트가 클리핑된 비율',
      time: '일시 정지한 시간 제외'
    },
    squared: '제곱 오차',
    nats: '나트',
    bits: '비트'
  },
  damage: {
    title: '이 실행의 파일이 손상되었습니다.',
    file: '{file}: {reason}',
    fileInstead: '{file}: {reason} 내용은 스텝 {step}의 체크포인트에서 가져왔습니다.',
    lines: '{file}: 읽을 수 없거나 빠진 줄이 {lines}개 있습니다.',
    text: '읽을 수 있는 내용은 표시하며 내보낼 수 있습니다. 손상된 체크포인트는 건너뜁니다. 다른 파일이 통째로 손상된 동안에는 폴더의 내용을 변경하지 않습니다.'
  },
  failure: {
    notFinite: '스텝 {step}에서 {tensor}에 유한하지 않은 값이 나왔습니다',
    notFiniteText: '마지막 정상 체크포인트는 스텝 {checkpoint}입니다. 학습률을 줄이면 대개 나아집니다.',
    noCheckpoint: '되돌아갈 체크포인트가 없습니다. 실험을 복제해 더 작은 학습률로 시작하세요.',
    rate: '되감은 뒤의 학습률',
    rewind: '되감기',
    rewindTo: '되돌아갈 체크포인트',
    lastGood: '마지막 정상 체크포인트',
    checkpoint: '스텝 {step}',
    rewindText: '체크포인트 이후는 다시 학습합니다.',
    diverged: '발산: 평균 손실이 {mean} {unit}로 한계 {limit}보다 큽니다',
    divergedText:
      '스텝 {step}에서 확인했습니다. {window}스텝의 평균 손실이 {windows}번 잇달아 또는 마지막에 무작위 추측의 {overGuessing}배나 가장 좋았던 값의 {overBest}배를 넘으면 발산으로 봅니다. 학습률을 줄이면 대개 나아집니다.',
    waiting: '일시 정지: 학습한 내용을 저장할 수 없습니다',
    waitingText: '잃은 것은 없습니다. 디스크에 공간이 생기면 자동으로 계속하며, “계속”을 누르면 바로 다시 시도합니다.',
    error: '스텝 {step}에서 학습에 실패했습니다',
    notBegun: '학습을 시작할 수 없습니다',
    died: '학습 프로세스가 예기치 않게 종료되었습니다',
    diedText: '이 창과 저장된 내용은 안전합니다. 마지막 체크포인트는 스텝 {checkpoint}입니다.',
    goOn: '마지막 체크포인트에서 이어서 학습',
    interrupted: '스텝 {step}에서 중단된 실행입니다.',
    interruptedText: '스텝 {checkpoint}의 체크포인트에서 이어서 학습합니다.',
    interruptedEarly: '아직 체크포인트가 없어 처음부터 다시 시작합니다.',
    refused: '이 실행은 이어서 학습할 수 없습니다',
    locate: '파일 찾기…',
    continue: '이어서 학습'
  },
  held: {
    title: '다른 프로그램이 이 실행을 학습하고 있습니다',
    taken: '다른 프로그램이 이 실행을 넘겨받았습니다',
    takeOver: '넘겨받기…',
    question: '“{name}” 실행을 넘겨받을까요?',
    unseen:
      '“{host}”의 프로세스({pid})가 아직 실행 중인지 이 컴퓨터에서는 알 수 없습니다. 확실히 끝난 것을 알 때만 넘겨받으세요.',
    risk: '그 프로세스가 아직 학습 중이라면 다음에 저장하기 전에 이를 알아차리고 멈춥니다. 이때 마지막 체크포인트 이후에 학습한 내용은 잃게 되며, 여기서는 그 체크포인트부터 이어서 학습합니다.',
    confirm: '넘겨받기'
  },
  model: {
    chooseData: '데이터 선택…',
    reading: '가장 최근 체크포인트를 불러오는 중…',
    unreadable: '이 실행의 모델을 볼 수 없습니다',
    again: '다시 시도',
    gone: '모델을 보여 주던 프로세스가 예기치 않게 종료되었습니다. 저장된 내용은 바뀌지 않았습니다.',
    waiting: '가중치의 첫 그림을 기다리는 중…'
  },
  samples: {
    none: '아직 표본이 없습니다',
    noneText: '{every}스텝마다 표본을 만듭니다.',
    trueInputs: '이 신경망은 {columns} 열도 읽습니다. 자신의 예측을 이어 갈 때도 이 열에는 실제 값을 넣습니다.'
  },
  state: {
    of: '신경망의 상태',
    now: '지금',
    best: '검증 손실이 가장 낮은 것({step})',
    newest: '가장 최근 것({step})',
    step: '스텝 {step}'
  },
  export: {
    formats,
    checkpoint: '체크포인트',
    checkpointText: '모델이 들어가는 모든 형식에 적용됩니다.',
    folder: '실행 폴더',
    folderText: '이 실행의 모든 기록(experiment.json, 지표, 이벤트, 체크포인트)이 들어 있습니다.',
    folderButton: '폴더 보기',
    size: '디스크 사용량: {size}',
    use: '사용법',
    useNamed: '파일 이름이 {file}일 때의 코드입니다.',
    useInside: '폴더 안에서 실행하세요.',
    prints: {
      ones: '첫 행의 값이 데이터 단위로 모두 1일 때의 출력을 보여 줍니다.',
      category: '첫 입력이 어휘의 첫 기호일 때의 출력을 보여 줍니다.',
      zeros: '첫 시점의 입력이 모두 0일 때의 출력을 보여 줍니다.',
      bias: '출력의 편향 c를 보여 줍니다.',
      'last-step': '실행의 마지막 스텝을 보여 줍니다.'
    },
    elsewhere: {
      weights: 'C에서는 C로 내보내세요. 가중치가 들어 있고 계산까지 하는 .h 파일 하나입니다.',
      folder: 'JavaScript나 C에서는 같은 이름의 내보내기를 쓰세요. 각각 다른 라이브러리가 필요 없는 파일 하나입니다.',
      onnx: 'C에서는 C로 내보내세요. 다른 라이브러리가 필요 없는 .h 파일 하나입니다. ONNX Runtime에도 C 인터페이스가 있지만 코드가 한 쪽쯤 필요합니다.'
    },
    written: '{file}에 저장했습니다',
    checked: {
      run: '저장한 파일을 다시 실행했습니다. 체크포인트와의 최대 차이는 출력 범위의 {difference}배입니다.',
      read: '저장한 수치를 다시 읽었습니다. 그 수치로 계산한 출력과 체크포인트의 최대 차이는 출력 범위의 {difference}배입니다.'
    },
    saving: '저장하는 중…'
  }
} satisfies typeof en
