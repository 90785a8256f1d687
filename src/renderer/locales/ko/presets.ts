import type en from '../en/presets'

export default {
  presets: {
    'moby-dick': {
      name: '모비 딕, 한 글자씩',
      teaches: '시간에 따른 역전파(BPTT): 신경망이 소설을 읽으며 다음 글자를 예측하도록 학습합니다.',
      watch: '손실이 n-gram 기준선을 하나씩 넘어서는 모습과, 표본이 잡음에서 단어로 바뀌는 모습.'
    },
    'parity-teacher-forcing': {
      name: '교사 강요로 학습하는 패리티',
      teaches: '출력만 순환할 때 정답 y(t−1)을 넣어 주면(teacher forcing) 시간의 사슬이 끊어져 모든 시점을 한꺼번에 학습합니다.',
      watch: '손실이 얼마나 빨리 0이 되는지, 자유 실행 정확도도 따라오는지. 되먹이는 값은 시그모이드를 ½과 비교해 얻은 0 또는 1입니다.'
    },
    'parity-bptt': {
      name: 'BPTT로 학습하는 패리티',
      teaches: '같은 과제를 은닉 순환으로: 그래디언트가 20개 시점을 모두 거슬러 올라가야 합니다.',
      watch: '학습되기 전까지 ln 2에 머무는 긴 평탄 구간. 교사 강요와 비교해 보세요.'
    },
    addition: {
      name: '이진 덧셈',
      teaches: '자리올림(carry)은 출력에 없으므로 h에 있어야 합니다. 은닉 순환은 덧셈을 할 수 있고 출력 순환은 할 수 없습니다.',
      watch: '두 배 길이의 수에서의 정확도. 자리올림을 배웠을까요, 외우기만 했을까요?'
    },
    sunspots: {
      name: '1700년부터의 태양 흑점',
      teaches: '실숫값과 제곱 오차: 해마다 잰 309개의 수를 1920년 무렵까지 배우고 그 뒤를 예측합니다.',
      watch: '자유 실행 곡선에서 11년 주기가 유지되는지, 과적합은 어디서 시작되는지.'
    },
    adding: {
      name: '50시점에 걸친 덧셈',
      teaches: '장기 의존성: 멀리 떨어져 표시된 두 수를 더해 마지막에 한 번 답합니다(Hochreiter & Schmidhuber 1997).',
      watch: '손실이 1/6(항상 1이라고 답할 때의 오차)에서 벗어나는지. 그래디언트는 거슬러 갈수록 작아집니다.'
    }
  }
} satisfies typeof en
