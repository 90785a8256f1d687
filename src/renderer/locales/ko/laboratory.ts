import type en from '../en/laboratory'

export default {
  laboratory: {
    title: '실험실',
    leave: '돌아가기: “{name}”',
    pages: { compare: '비교', cost: '비용' },
    about: {
      compare: '실행을 두 개에서 네 개까지 나란히 놓고 곡선, 드는 비용, 도달한 결과를 비교합니다.',
      cost: '시퀀스가 길어질수록 시간에 따른 역전파(BPTT)에 드는 비용과 다른 방법이 아끼는 것을 비교합니다. 차례를 기다려야 하는 시점의 수와 역전파를 위해 보관하는 상태의 수를 봅니다.'
    }
  },
  cost: {
    onPaper: '이론: 시점이 τ개인 시퀀스',
    method: '방법',
    serial: '차례로 계산해야 하는 시점',
    kept: '상태를 보관하는 시점',
    way: '이유',
    methods: {
      bptt: 'BPTT',
      truncated: '절단 BPTT',
      checkpoints: '체크포인트를 쓰는 BPTT',
      'teacher-forcing': '교사 강요, 출력 순환'
    },
    ways: {
      bptt: '순전파에서 h(t)는 h(t−1)을, 역전파에서 ∇h(t)는 ∇h(t+1)을 기다립니다. 역전파를 하려면 모든 h(t)가 남아 있어야 합니다.',
      truncated:
        '시퀀스를 {k}시점마다 끊고, 조각마다 그래디언트를 구해 매개변수를 갱신합니다. 상태를 다음 조각으로 넘기므로 조각도 차례를 기다립니다.',
      checkpoints: '√τ번째 상태만 보관합니다. 역전파할 때 그 사이의 시점을 구간마다 재계산합니다.',
      'teacher-forcing':
        '시점마다 이미 알고 있는 정답 y(t−1)을 읽습니다. 그래서 순전파도 역전파도 모든 시점을 한꺼번에 계산합니다.'
    }
  }
} satisfies typeof en
