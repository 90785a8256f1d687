import type en from '../en/recurrences'

export default {
  recurrences: {
    start: '모든 실행이 있습니다 | 빠진 실행 {count}개 학습 | 실행 {count}개 학습',
    will: '과제 두 가지를 은닉 순환(BPTT)과 출력 순환(교사 강요)으로, 각각 시드 세 개로 학습합니다. 모두 {count}개의 실행을 대기열에서 하나씩 학습하며, “Parity, hidden, seed 1” 같은 이름을 붙인 보통 실행입니다. 이미 있는 실행은 다시 학습하지 않습니다.',
    estimating: '걸리는 시간을 재는 중입니다…',
    takes: '이 컴퓨터에서 약 {time} 걸립니다.',
    progress: '전체 실행의 진행률',
    done: '실행 {all}개 중 {count}개가 끝났습니다.',
    cell: '{task}, τ = {tau}, {way}',
    tasks: { parity: '패리티', addition: '덧셈' },
    ways: { hidden: '은닉 순환', output: '출력 순환' },
    seed: '시드 {seed}',
    seeds: '시드별',
    mean: '평균',
    span: '{low}~{high}',
    nothing: '아직 측정한 값이 없습니다.',
    open: '시드 {count}개가 아직 끝나지 않았습니다. | 시드 {count}개가 아직 끝나지 않았습니다.',
    own: { hidden: ' 입력만으로', output: ' 정답 입력 없이' },
    by: ' {step}스텝 안에',
    found: {
      solved:
        '시드 {count}개가 모두{by} 풀었습니다. 두 배 긴 시퀀스를{own} {right} 맞힙니다. 검증 손실은 {loss} {unit}입니다.',
      floor:
        '풀지 못했습니다. 검증 손실이 {loss} {unit}에 머무르며, 직전 출력만으로는 {floor} 아래로 내려갈 수 없습니다. 두 배 길이에서{own} {right} 맞힙니다.',
      between:
        '시드 {count}개 중 {solved}개가{by} 풀었습니다. 검증 손실은 {loss} {unit}이고, 두 배 길이에서{own} {right} 맞힙니다.'
    },
    why: {
      'parity-hidden':
        '지금까지의 패리티를 h(t)에 담아 두어야 하고, 그것을 가르치는 그래디언트는 모든 시점을 거슬러 옵니다. 이만큼 긴 시퀀스에서는 시드 대부분이 무작위 추측에 머뭅니다. 20시점이면 모든 시드가 배웁니다.',
      'parity-output':
        '지금까지의 패리티가 바로 출력입니다. 정답 y(t−1)이 기억할 것을 모두 알려 주므로 그래디언트가 멀리서 올 필요가 없고, 길이가 달라져도 마찬가지입니다.',
      'addition-hidden': '자리올림을 h(t)에 담아 두고 다음 시점에서 꺼내 씁니다.',
      'addition-output':
        '자리올림은 출력에 없습니다. 자리올림이 있는 0 + 1 다음이든 자리올림이 없는 0 + 0 다음이든 y(t−1)은 0입니다. 학습으로는 바꿀 수 없습니다.'
    }
  }
} satisfies typeof en
