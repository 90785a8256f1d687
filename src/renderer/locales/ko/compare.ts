import type en from '../en/compare'

export default {
  compare: {
    none: '목록에서 Ctrl이나 Shift를 누른 채 클릭하거나 Ctrl+Space를 눌러 실행을 두 개에서 네 개 표시하고, 메뉴에서 비교를 선택하세요. 또는 아래에서 하나를 골라 시작하세요.',
    one: '지금은 “{name}” 하나뿐입니다. 비교할 실행을 추가하세요. 또는 아래에서 하나를 골라 시작하세요.',
    add: '실행 추가…',
    start: '둘 다 학습',
    queue: '차례로 학습',
    queueHelp: '대기열에 넣어 하나씩 학습합니다. 각 실행이 컴퓨터를 혼자 쓰므로 시간을 비교할 수 있습니다.',
    queued: '둘 다 대기열에 넣었습니다. 시작되면 여기에 나타납니다.',
    tooMany: '나란히 놓을 수 있는 실행은 {most}개까지입니다.',
    together:
      '이 실행들은 동시에 학습하면서 코어를 나눠 쓰므로 시간을 비교할 수 없습니다. 시간을 비교하려면 대기열로 하나씩 학습하세요.',
    wereTogether: '이 실행들은 동시에 학습하면서 코어를 나눠 쓴 것으로 보이므로 시간을 비교할 수 없습니다.',
    otherData: '이 실행들은 서로 다른 데이터를 학습하므로 손실이 같은 것을 재지 않습니다.',
    difference: '실험의 차이',
    same: '차이가 없습니다. 같은 실험입니다.',
    nothing: '–',
    description: '{loss}, 단위 {unit}. 마지막 값: {ends}.',
    lossOf: '손실의 종류',
    losses: { training: '학습', validation: '검증', free: '검증, 자유 실행' },
    over: '가로축',
    axes: { steps: '스텝', tokens: '토큰', seconds: '시간' },
    titles: { steps: '학습 스텝', tokens: '학습한 토큰 수', seconds: '학습 시간(초)' },
    at: { steps: '스텝 {x}', tokens: '토큰 {x}개', seconds: '{x} 경과' },
    figures: '수치',
    show: '“{name}” 열기',
    remove: '“{name}” 비교에서 빼기',
    rows: {
      step: '스텝',
      time: '학습 시간',
      perStep: '스텝당 시간',
      activations: '활성값 메모리',
      loss: '학습 손실',
      validation: '손실, 학습 때와 같은 입력',
      free: '손실, 자유 실행',
      accuracy: '정확도, 학습 때와 같은 입력',
      freeAccuracy: '정확도, 자유 실행',
      doubleLength: '두 배 길이의 정확도'
    },
    explain: {
      step: '지금까지의 학습 스텝 수.',
      time: '일시 정지한 시간은 빼고 셉니다.',
      perStep: '학습 시간을 스텝 수로 나눈 값. 검증과 표본 생성 시간을 포함합니다.',
      activations:
        '학습 스텝 하나를 하는 동안 가장 많이 쓴 양: 은닉 상태, 출력과 그 그래디언트. 이전 버전이 학습한 실행에서는 알 수 없습니다.',
      loss: '마지막 100스텝의 평균.',
      validation: '검증 데이터에서, 학습 때와 같이 입력할 때. 교사 강요라면 정답을 입력합니다.',
      free: '검증 데이터에서, 자신의 출력을 되먹일 때.',
      accuracy: '검증 데이터에서, 학습 때와 같이 입력할 때.',
      freeAccuracy: '검증 데이터에서, 자신의 출력을 되먹일 때.',
      doubleLength: '학습한 것보다 두 배 긴 시퀀스에서, 자신의 출력을 되먹일 때.'
    },
    samples: '표본',
    weights: '가중치',
    showWeights: '가중치를 나란히 보기',
    tensor: '매개변수',
    what: '값 또는 그래디언트',
    whats: { value: '값', gradient: '그래디언트' },
    row: '행',
    column: '열',
    noTensor: '이 신경망에는 {tensor} 행렬이 없습니다.'
  },
  comparisons: {
    parity: {
      name: '패리티: BPTT와 교사 강요',
      watch:
        '둘 다 지금까지 나온 1의 개수가 홀수인지 시점마다 알아야 합니다. 하나는 시간을 거슬러 배우고, 다른 하나는 정답 출력으로 상태를 전해 받습니다. 각각 몇 스텝, 얼마의 시간이 걸리는지 비교하세요.'
    },
    'parity-long': {
      name: '200시점 패리티: BPTT와 교사 강요',
      watch:
        '같은 과제를 200시점에 걸쳐 풉니다. 그래디언트가 모든 시점을 거슬러 와야 하는데 대개 그러지 못합니다. 교사 강요에서는 길이가 길어져도 달라지지 않습니다.'
    },
    addition: {
      name: '덧셈: 기억이 있을 때와 없을 때',
      watch:
        '자리올림은 출력에 나타나지 않습니다. 직전 출력만 보는 신경망은 하한에 머무르고, 은닉 순환이 있는 신경망은 그 아래로 내려갑니다.'
    },
    'own-outputs': {
      name: 'Mackey–Glass: 정답만 볼 때와 자신의 출력도 볼 때',
      watch:
        '정답을 넣어 줄 때의 손실은 둘이 비슷합니다. “검증, 자유 실행”을 고르면, 자신의 출력으로도 배운 신경망이 몇 배 더 낫습니다.'
    }
  }
} satisfies typeof en
