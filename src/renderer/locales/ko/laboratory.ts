import type en from '../en/laboratory'

export default {
  laboratory: {
    title: '실험실',
    leave: '돌아가기: “{name}”',
    save: 'CSV로 저장…',
    progress: '측정 진행률',
    starting: '시작하는 중…',
    other: '실험실의 다른 측정을 하고 있습니다: {page}. 한 번에 하나만 할 수 있으며, 진행률은 그 페이지에 있습니다.',
    rests: '학습 중인 실행이 있어 측정을 멈추고 기다립니다. 학습이 끝나면 저절로 이어집니다.',
    failed: '측정이 중간에 끝났습니다. {reason}',
    pages: { compare: '비교', recurrences: '두 가지 순환', cost: '비용', scorecard: '성적표' },
    about: {
      compare: '실행을 두 개에서 네 개까지 나란히 놓고 곡선, 드는 비용, 도달한 결과를 비교합니다.',
      recurrences:
        '직전 출력만 보는 신경망이 기억할 수 있는 것과 없는 것을 봅니다. 패리티는 출력이 곧 상태이고, 덧셈의 자리올림은 출력에 없습니다.',
      cost: '시퀀스가 길어질수록 시간에 따른 역전파(BPTT)에 드는 비용과 다른 방법이 아끼는 것을 비교합니다. 차례를 기다려야 하는 시점의 수와 역전파를 위해 보관하는 상태의 수를 봅니다.',
      scorecard:
        '정답을 아는 고정된 레시피를 시드 세 개로 학습합니다. 이 버전의 신경망이 이 컴퓨터에서 도달하는 값을 이론상 최솟값, 간단한 기준선, 발표된 값과 나란히 보여 줍니다. 단순한 tanh 신경망이 실패하는 것으로 알려진 과제에서는 그 사실을 밝히고 그대로 보여 줍니다.'
    }
  },
  scorecard: {
    begin: '모든 레시피 실행',
    again: '모두 다시 실행',
    rest: '아직 실행하지 않은 {count}개 실행',
    one: '“{name}”만 실행',
    doing: '{name}: 시드 {seed}, 스텝 {step} / {steps}',
    recipe: '레시피',
    measure: '측정한 것',
    reached: '도달한 값, 평균 ± 표준 편차',
    goal: '목표치',
    known: '하한과 기준선',
    what: { loss: '손실', accuracy: '정확도' },
    free: '자유 실행',
    length: '{length}배 길이',
    at: { most: '{value} 이하', least: '{value} 이상' },
    reachedBy: '시드 {all}개 가운데 {some}개가 도달',
    solvedBy: '시드 {all}개 가운데 {some}개가 풂. 여기서는 실패가 예상됩니다',
    solvedAt: { most: '풀렸다면 {value} 이하', least: '풀렸다면 {value} 이상' },
    effort: '{steps}스텝, 시드마다 {seconds}; {date}',
    none: '이 컴퓨터에서 아직 실행하지 않았습니다. 시드마다 {steps}스텝입니다.',
    published: '발표된 값: {value}, {what} ({source})'
  },
  cost: {
    begin: '측정',
    again: '다시 측정',
    none: '이 컴퓨터에서 아직 측정하지 않았습니다. 실제로 학습하는 엔진으로 백그라운드에서 측정하며 길어도 3분이면 끝납니다.',
    doing: '{method}: τ = {tau}, 배치 {batch}, 스레드 {threads}개',
    batch: '배치',
    threads: '스레드',
    about: '측정: {date}, {engine}, {processor}. 은닉 유닛 {hidden}개, 기호 {symbols}개.',
    time: '한 번 처리하는 시간: 순전파, 역전파, 갱신',
    timeAxis: '밀리초',
    memory: '활성값의 메모리',
    memoryAxis: '바이트',
    withSlope: '{name}: τ의 {slope} ± {error}제곱',
    times: '{times}배',
    numbers: '모든 숫자',
    columns: { time: '시간', memory: '메모리', chain: '사슬' },
    timesWithin: '{times}배({low}~{high}배)',
    gain: {
      above: '속도가 {times}로 빨라집니다',
      below: '속도가 {times}로 느려집니다',
      unclear: '빨라지는지 느려지는지 뚜렷하지 않습니다(속도 {times})',
      unknown: '속도가 {times}입니다'
    },
    fit: '가는 직선은 τ = {from}부터의 점에 맞춘 것이고, 그 기울기와 표준 오차를 범례에 적었습니다. 시간은 여러 번 처리한 것 중 가장 짧은 값입니다.',
    againPoint: '{method}, τ = {tau}',
    againAll: '처음 잰 시간이 이웃과 맞지 않아 다시 잰 점: {points}.',
    warnings: {
      busy: '측정하는 동안 컴퓨터가 바빴습니다. 다른 프로그램이 프로세서의 {share}를 썼습니다. 그 프로그램을 닫고 다시 측정한 다음 결론을 내리세요.',
      rests:
        '측정하는 도중에 실행이 학습해서 측정이 기다렸습니다(중단 {count}번). 그 앞과 뒤의 시간은 서로 다를 수 있습니다.',
      misfits:
        '다시 측정했는데도 점 {all}개 중 {count}개가 이웃과 맞지 않거나 반복한 시간이 30% 넘게 다릅니다. 다른 프로그램 때문일 수 있습니다. 예: {first}.'
    },
    sentences: {
      growth:
        '시퀀스가 10배 길어지면 BPTT는 시간이 {time}, 메모리가 {memory} 듭니다. 메모리는 재계산하면 {checkpoints}, 구간 하나만 보관하는 절단 BPTT에서는 {truncated}입니다.',
      checkpoints: {
        above: '재계산하면 상태를 두 번 계산하므로 시간이 BPTT의 {times}로 늘어납니다.',
        below: '재계산하면 상태를 두 번 계산하는데도 여기서는 시간이 BPTT의 {times}로 줄었습니다.',
        unclear:
          '재계산하면 상태를 두 번 계산하지만, 시간이 더 걸리는지는 이 측정으로 알 수 없습니다. 시간은 BPTT의 {times}입니다.',
        unknown: '재계산하면 시간이 BPTT의 {times} 걸립니다.'
      },
      parallel:
        '스레드를 하나에서 {threads}개로 늘렸을 때: 시퀀스가 하나이면, 시점 {steps}개가 서로 차례를 기다리는 BPTT는 {bptt}. 아무 시점도 기다리지 않는 교사 강요는 {forced}. 시퀀스가 32개인 배치에서 BPTT는 {bpttBatch}. 교사 강요는 {forcedBatch}.',
      segments:
        '메모리: 재계산하는 BPTT와 교사 강요는 시점을 √τ개씩 묶어 계산하지만, 행렬곱이 작으면 느리므로 여기서는 적어도 {least}개씩 묶습니다. 그래서 메모리는 τ = {from}부터 √τ에 따라 늘어납니다. BPTT는 h(t) 말고도 한 구간의 출력과 그래디언트를 보관하는데, 이 부분은 늘지 않으므로 기울기가 1보다 작을 수 있습니다.'
    },
    leftOut: {
      memory: 'τ = {tau}부터는 남은 메모리가 모자라 일부를 측정하지 못했습니다.',
      time: 'τ = {tau}부터는 시간이 모자라 일부를 측정하지 못했습니다.'
    },
    causes: {
      title: '교사 강요를 BPTT보다 빠르게 할 수 있는 세 가지 원인 (τ = {tau})',
      products:
        '곱셈이 적습니다: 시점 하나에 BPTT가 하는 곱셈은 {counted}입니다. 병렬로 처리할 것이 없는 스레드 하나에서 시간은 {measured} 걸립니다(배치 32).',
      oneCore: '이 컴퓨터는 코어가 하나여서 병렬로 처리할 수 없습니다.',
      gain: '스레드 하나일 때와 견준 스레드 {threads}개의 속도',
      overBatch: '배치 방향 병렬(시퀀스 32개)',
      overBatchWhy: '시퀀스끼리는 기다리지 않으므로 두 방법 모두 스레드가 나누어 맡을 수 있습니다.',
      overTime: '시간 방향 병렬(시퀀스 하나)',
      overTimeWhy:
        'BPTT에서는 h(t)가 h(t−1)을 기다리므로 다른 스레드는 사슬 곁의 일만 도울 수 있습니다. 교사 강요에서는 스레드마다 시간의 한 구간을 맡습니다.'
    },
    onPaper: '이론: 시점이 τ개인 시퀀스',
    method: '방법',
    serial: '차례로 계산해야 하는 시점',
    kept: '상태를 보관하는 시점',
    way: '이유',
    methods: {
      bptt: 'BPTT',
      truncated: '절단 BPTT',
      checkpoints: '재계산하는 BPTT',
      'teacher-forcing': '교사 강요, 출력 순환'
    },
    ways: {
      bptt: '순전파에서 h(t)는 h(t−1)을, 역전파에서 ∇h(t)는 ∇h(t+1)을 기다립니다. 역전파를 하려면 모든 h(t)가 남아 있어야 합니다.',
      truncated:
        '시퀀스를 {k}시점마다 끊고, 구간마다 그래디언트를 구해 매개변수를 갱신합니다. 상태를 다음 구간으로 넘기므로 구간도 차례를 기다립니다.',
      checkpoints: '√τ번째 상태만 보관합니다. 역전파할 때 그 사이의 시점을 구간마다 재계산합니다.',
      'teacher-forcing':
        '시점마다 이미 알고 있는 정답 y(t−1)을 읽습니다. 그래서 순전파도 역전파도 모든 시점을 한꺼번에 계산할 수 있습니다. 다른 시점의 h(t)가 필요 없으므로 스레드는 시점을 √τ개씩 순전파하고 역전파한 뒤 잊습니다. 하나씩 하면 메모리가 가장 적게 들지만, 작은 행렬곱은 느립니다.'
    }
  }
} satisfies typeof en
