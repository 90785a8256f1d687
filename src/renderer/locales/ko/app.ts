import type en from '../en/app'

export default {
  tabs: {
    label: '보기',
    start: '새 실험',
    data: '데이터',
    train: '학습',
    weights: '가중치와 그래디언트',
    'through-time': '시간 전개',
    chapter: '유도 과정',
    samples: '표본',
    export: '내보내기'
  },
  drop: {
    here: '여기에 놓으면 열립니다',
    kinds: '텍스트나 텍스트 폴더, 수치 표, 실험, 모델 또는 실행 폴더',
    several:
      '여러 파일 가운데 {names} 파일만 열었습니다. 모델, 실험, 표는 한 번에 하나만, 텍스트는 여럿을 함께 엽니다. 열지 않은 파일: {left}.',
    runs: '목록에 있는 실행입니다: {names}. 지금 보이는 것은 {shown}입니다.',
    wantsFile: '이 실험의 데이터 파일이 “{path}” 경로에 없습니다. 지금 있는 곳에서 파일을 선택하세요.',
    wantsChoice:
      '이 실험의 데이터 파일은 “{path}” 경로에 있습니다. 다른 파일에 적혀 있다는 이유만으로는 읽지 않으므로 한 번 직접 선택하세요.'
  },
  panes: {
    runs: '실행',
    experiment: '실험',
    hideRuns: '실행 목록 숨기기',
    showRuns: '실행 목록 보이기',
    hideExperiment: '실험 설정 숨기기',
    showExperiment: '실험 설정 보이기',
    resizeRuns: '실행 목록의 너비',
    resizeExperiment: '실험 설정의 너비',
    resizeHelp: '도움말의 너비',
    showHelp: '도움말 (F1)'
  },
  status: {
    label: '학습',
    start: '학습 시작',
    pause: '일시 정지',
    resume: '계속',
    continue: '마지막 체크포인트에서 이어서 학습',
    step: '한 스텝만 진행',
    stop: '중지',
    duplicate: '복제',
    steps: '스텝 {step}',
    stepsOf: '스텝 {step} / {total}',
    progress: '진행률',
    eta: '{time} 남음',
    tokens: '초당 {rate} 토큰',
    engine: '엔진 {engine}',
    engineThreads: '엔진 {engine}, 스레드 {count}개',
    findingEngine: '커널 시험 중…',
    loss: '손실 {loss}',
    pausing: '일시 정지 중…',
    stopping: '중지 중…',
    opening: '학습 프로세스 시작 중…',
    ready: '시작할 수 있습니다',
    notReady: '실험 설정이 아직 완전하지 않습니다'
  },
  states: {
    created: '시작 중',
    running: '학습 중',
    paused: '일시 정지',
    finished: '완료',
    stopped: '중지됨',
    failed: '실패',
    interrupted: '중단됨',
    diverged: '발산',
    damaged: '손상됨'
  },
  dialogs: { close: '닫기', cancel: '취소' },
  quitting: {
    title: '저장이 끝나면 Unroll을 닫습니다',
    finishing: '“{name}”: 스텝 {step}까지 마치는 중입니다.',
    saving: '“{name}”: 저장하는 중입니다.',
    full: '“{name}”: 저장하지 못하고 있습니다. {problem} 몇 초마다 다시 시도합니다.',
    lost: '지금 끝내면 스텝 {step}의 체크포인트 이후에 학습한 {time} 분량을 잃습니다.',
    lostAll: '아직 체크포인트가 없으므로 지금 끝내면 지금까지 학습한 {time} 분량을 모두 잃습니다.',
    end: '지금 끝내기',
    queueTitle: 'Unroll을 닫을까요?',
    measuring: {
      cost: '실험실에서 비용을 측정하고 있습니다. 이 측정은 사라지므로 다시 시작해야 합니다.',
      scorecard: '실험실에서 성적표를 만들고 있습니다. 다음에 시작할 때 이어지며, 하던 레시피는 처음부터 다시 합니다.'
    },
    queue: '대기열에 실험이 {count}개 남아 있습니다. 다음에 시작할 때 이어집니다.',
    quit: 'Unroll 닫기',
    stay: '닫지 않기',
    stayText:
      '기다리면 아무것도 잃지 않습니다. 닫지 않더라도 이 실행들은 하던 스텝까지 마치고 저장됩니다. 그다음 이어서 학습할 수 있습니다.'
  },
  settings: {
    title: '설정',
    theme: '화면 모드',
    themes: { system: '시스템', light: '라이트', dark: '다크' },
    language: '언어',
    languages: { system: '시스템', en: 'English', ko: '한국어' },
    unit: '손실 단위',
    units: { nats: '나트', bits: '비트' },
    switches: { on: '켬', off: '끔' },
    keepAwake: '학습 중 절전 방지',
    tellOfEnds: '실행이 끝나면 알림',
    unitHelp: '범주형 출력에 쓰입니다. 1나트는 1.443비트입니다. 제곱 오차에는 해당하지 않습니다.',
    kernels: '엔진',
    kernelSets: {
      auto: '이 컴퓨터에서 정확하면서 가장 빠른 것',
      'wasm-256': 'WebAssembly, 256비트',
      'wasm-128': 'WebAssembly, 128비트',
      'wasm-128-plain': 'WebAssembly, 128비트, 융합 연산 없음',
      portable: '범용(portable)'
    },
    threads: '스레드',
    allThreads: '컴퓨터에 맞춤',
    engineHelp: '새로 시작하는 실행부터 적용됩니다. 지금 학습에 쓰는 엔진은 상태 표시줄에 나옵니다.'
  },
  about: {
    kernels: '커널 세트',
    processor: '{processor}, 코어 {cores}개',
    title: 'Unroll 정보',
    text: '순환 신경망을 학습시키고 그 과정을 들여다보는 스튜디오입니다.',
    version: '버전',
    runtime: '런타임',
    platform: '플랫폼',
    userData: '실행과 설정의 저장 위치',
    licences: '라이선스'
  },
  machine: {
    step: '한 스텝 {time}',
    taken: '이 컴퓨터에서 학습에 사용',
    works: '사용 가능',
    slower: '사용 가능, {detail}보다 느림',
    crashed: '사용 안 함, 시험 프로세스가 비정상 종료됨: {detail}',
    stopped: '사용 안 함, 시험 프로세스가 외부에서 중단됨: {detail}',
    hung: '사용 안 함, {detail} 안에 응답 없음',
    refused: '사용 안 함, 이 런타임이 받아들이지 않음: {detail}',
    differs: '사용 안 함, 그래디언트가 잘못됨: {detail}'
  },
  toasts: {
    dismiss: '닫기',
    title: '오류 메시지',
    forget: '목록 비우기',
    open: '오류 메시지: {count}'
  }
} satisfies typeof en
