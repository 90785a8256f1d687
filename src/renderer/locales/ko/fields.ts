import type en from '../en/fields'

export default {
  fields: {
    data: {
      kind: {
        label: '종류',
        help: '신경망이 읽는 것: 텍스트의 글자, 숫자 열, 저마다 레이블이 하나인 표의 시퀀스, 또는 시드에서 만들어 정답을 아는 시퀀스.',
        options: { text: '텍스트', series: '시계열', labelled: '레이블', task: '과제' }
      },
      text: {
        source: {
          label: '텍스트',
          help: '《모비 딕》(120만 자, 퍼블릭 도메인)이 내장되어 있습니다. 내 .txt 파일도 쓸 수 있습니다.',
          options: { 'moby-dick': '모비 딕', file: '내 파일' }
        },
        path: { label: '파일', help: 'UTF-8, UTF-16, EUC-KR, Latin-1. 인코딩은 자동으로 감지합니다.' },
        reading: { label: '읽는 방식', help: '파일의 문자를 어떻게 읽는지입니다.' },
        validationFraction: { label: '검증 비율', help: '학습에 쓰지 않고 남겨 두는 텍스트 끝부분의 비율.' }
      },
      series: {
        source: {
          label: '시계열',
          help: '1700년부터의 연간 태양 흑점 수가 내장되어 있고, Mackey–Glass의 혼돈 시계열(1977)은 값 4,000개를 계산해 냅니다. 내 CSV 파일도 쓸 수 있습니다.',
          options: { sunspots: '태양 흑점', 'mackey-glass': 'Mackey–Glass', file: '내 파일' }
        },
        path: { label: '파일', help: '한 행이 한 시점인 CSV 파일.' },
        reading: {
          label: '읽는 방식',
          help: '파일을 어떻게 읽었는지 보여 줍니다. 구분 기호, 열과 그 역할, 빈 값을 모두 바꿀 수 있습니다.'
        },
        delimiter: {
          label: '구분자',
          help: '열과 열을 나누는 기호.',
          options: { auto: '자동', comma: '쉼표', semicolon: '세미콜론', tab: '탭', pipe: '세로줄' }
        },
        header: {
          label: '머리글 행',
          help: '첫 행에 열 이름이 있는지.',
          options: { auto: '자동', yes: '있음', no: '없음' }
        },
        columns: { label: '열', help: '읽고 예측할 열. 하나도 고르지 않으면 숫자로 된 열을 모두 씁니다.' },
        transform: {
          label: '배울 값',
          help: '신경망이 열마다 읽고 예측할 것. 값 그대로, 앞 행에서 바뀐 양(차분, 수준이 흘러가는 시계열에), 값의 로그(퍼센트로 자라는 시계열에), 로그의 차분 중에서 고릅니다. 열 하나만 다르게 하려면 파일 대화 상자에서 정규화를 고르세요. 예측, 표본, 오차는 데이터의 단위로 보여 줍니다.',
          options: { none: '값', difference: '차분', log: '로그', 'log-difference': '로그의 차분' }
        },
        validationFraction: {
          label: '검증 비율',
          help: '학습에 쓰지 않고 남겨 두는 끝부분의 비율. 정규화는 학습 부분만으로 정합니다.'
        }
      },
      labelled: {
        path: {
          label: '파일',
          help: '한 행이 한 시점인 표. 시퀀스를 나타내는 열, 숫자 열, 그리고 한 시퀀스의 모든 행에서 같은 레이블 열이 있어야 합니다.'
        },
        reading: {
          label: '읽는 방식',
          help: '파일을 어떻게 읽었는지 보여 줍니다. 레이블(목표), 시퀀스 이름(그룹), 입력인 열을 모두 바꿀 수 있습니다.'
        },
        labels: {
          label: '레이블',
          help: '범주이면 신경망이 범주마다 확률을 답하며 손실의 단위는 nat입니다. 수이면 수 하나를 답하며 손실은 정규화한 레이블의 제곱 오차입니다.',
          options: { classes: '범주', numbers: '수' }
        },
        validationFraction: {
          label: '검증 비율',
          help: '학습에 쓰지 않는 시퀀스의 비율. 범주마다 고르게 뽑으며, 시드가 달라도 같습니다.'
        }
      },
      task: {
        task: {
          label: '과제',
          help: '시드에서 끝없이 만들어 내며, 이론상 최소 손실이 알려져 있습니다.',
          options: {
            'running-parity': '누적 패리티',
            'binary-addition': '이진 덧셈',
            'temporal-xor': '시간 XOR',
            'elman-letters': '엘만의 글자',
            reber: 'Reber 문법',
            'embedded-reber': '중첩 Reber 문법',
            adding: '덧셈 문제',
            'temporal-order': '시간 순서',
            'copy-memory': '따라 쓰기',
            digits: '손글씨 숫자'
          }
        },
        validationSequences: { label: '검증 시퀀스', help: '검증에 쓰는, 처음 보는 시퀀스의 수.' }
      }
    },
    model: {
      recurrence: {
        label: '순환',
        help: '은닉층으로 되돌아오는 것. 은닉: a(t) = b + W h(t−1) + U x(t). 출력: a(t) = b + W z(t−1) + U x(t), z는 출력. 둘 다: W h(t−1) + R z(t−1).',
        options: { hidden: '은닉', output: '출력', 'hidden-output': '은닉 + 출력' }
      },
      hiddenSize: { label: '은닉 크기', help: '은닉층 h(t) = tanh a(t)의 유닛 수. W의 원소는 nₕ²개입니다.' },
      readout: {
        label: '출력 시점',
        help: '출력 o(t) = c + V h(t)를 목표와 비교하는 시점.',
        options: { 'every-step': '모든 시점', 'last-step': '마지막 시점' }
      },
      feedback: {
        label: '되먹이는 값',
        help: '자유 실행 때 z(t−1)로 쓰는 값: 확률 ŷ, argmax(확률이 가장 큰 것. 비트는 시그모이드를 ½과 비교), 또는 표본. 스케줄드 샘플링에서는 정답을 넣지 않을 때 씁니다.',
        options: { probabilities: '확률', argmax: 'argmax', sample: '표본' }
      }
    },
    learning: {
      method: {
        label: '방법',
        help: 'BPTT(시간에 따른 역전파)는 그래디언트를 모든 시점으로 거슬러 보냅니다. 교사 강요(teacher forcing)는 정답 y(t−1)을 넣어 시점을 서로 독립으로 만듭니다. 자유 실행(free running)은 모델의 출력을 되먹이고 그 경로를 따라 역전파합니다. 스케줄드 샘플링(scheduled sampling)은 점점 작아지는 확률 ε로 정답을 넣고, 그 밖에는 모델의 출력에서 뽑은 표본이나 argmax를 넣습니다. 이 값은 상수로 보아 ∂z(t)/∂o(t) = 0이므로 그래디언트가 통과하지 않으며, 시점들은 서로를 기다리게 됩니다. (텍스트와 시계열에서는 x(t)가 언제나 바로 앞의 정답이므로, 효과는 과제에서 드러납니다.)',
        options: {
          bptt: 'BPTT',
          'teacher-forcing': '교사 강요',
          'free-running': '자유 실행',
          'scheduled-sampling': '스케줄드 샘플링'
        }
      },
      sequenceLength: {
        label: '시퀀스 길이',
        help: '학습 스텝 한 번에 시간 축으로 전개(unroll)하는 시점 수.',
        unit: '시점'
      },
      batchSize: { label: '배치 크기', help: '한꺼번에 학습하는 시퀀스 수.' },
      carryState: {
        label: '상태 넘겨주기',
        help: '한 구간 끝의 은닉 상태에서 다음 구간을 시작합니다. 끄면 구간마다 0에서 시작합니다.'
      },
      truncation: {
        label: '절단 간격',
        help: '절단(truncation): 시퀀스 안에서 k시점마다 그래디언트를 끊습니다(상태는 끊지 않음). 비워 두면 첫 시점까지 거슬러 갑니다.',
        unit: '시점',
        none: '전체'
      },
      recompute: {
        label: '재계산',
        help: '그래디언트 체크포인팅(gradient checkpointing): h를 √τ시점마다만 보관하고 나머지는 역전파할 때 재계산합니다. 긴 시퀀스에서 메모리가 줄고 시간은 약 3분의 1 늘어납니다.'
      },
      truthSchedule: {
        label: '정답 비율',
        help: '0부터 센 스텝 i에서 정답을 넣을 확률 ε. 선형: 1 − i/k. 지수: exp(−i/k). 역시그모이드: k/(k + exp(i/k)), 처음에는 1 가까이 머물다가 i = k log k에서 ½이 됩니다.',
        options: { linear: '선형', exponential: '지수', 'inverse-sigmoid': '역시그모이드' }
      },
      truthDecay: { label: '줄이는 속도', help: '위 스케줄의 k.', unit: '스텝' },
      truthLeast: { label: '최소 비율', help: 'ε는 이 값 아래로 내려가지 않습니다.' },
      truthCoin: {
        label: '동전 던지기',
        help: '한 번 던져서 시퀀스의 한 시점을 정할지, 시퀀스의 모든 시점을 정할지.',
        options: { step: '시점마다', sequence: '시퀀스마다' }
      }
    },
    optimizer: {
      kind: {
        label: '방법',
        help: '그래디언트로 매개변수를 바꾸는 방식.',
        options: {
          sgd: 'SGD',
          momentum: '모멘텀',
          nesterov: '네스테로프',
          rmsprop: 'RMSProp',
          adam: 'Adam',
          adamw: 'AdamW'
        }
      },
      learningRate: { label: '학습률', help: '한 번 갱신할 때의 보폭. 학습 중에도 바꿀 수 있습니다.' },
      schedule: {
        label: '스케줄',
        help: '스텝에 따라 학습률이 바뀌는 방식.',
        options: { constant: '고정', step: '계단식', cosine: '코사인' }
      },
      warmupSteps: { label: '워밍업', help: '이 스텝 동안 학습률이 0에서 올라갑니다.', unit: '스텝' },
      decayEvery: {
        label: '감쇠 길이',
        help: '계단식: 이만큼 지날 때마다 학습률에 곱합니다. 코사인: 곡선 전체의 길이.',
        unit: '스텝'
      },
      decayFactor: { label: '감쇠 계수', help: '매번 학습률에 곱하는 값.' },
      momentum: { label: '모멘텀', help: '직전 변화에서 남겨 두는 비율.' },
      beta1: { label: '1차 모멘트', help: '그래디언트 평균의 감쇠율.' },
      beta2: { label: '2차 모멘트', help: '그래디언트 제곱 평균의 감쇠율.' },
      epsilon: { label: '안정화 상수', help: '0으로 나누지 않도록 2차 모멘트의 제곱근에 더합니다.' },
      l2: {
        label: '가중치 감쇠',
        help: '손실에 ½λ‖θ‖²을 더합니다. AdamW는 가중치를 직접 줄입니다. 편향에는 적용하지 않습니다.'
      },
      clipNorm: {
        label: '노름 클리핑',
        help: '전체 노름이 이보다 큰 그래디언트를 이 크기로 줄입니다. 그래디언트 폭발을 막는 방법이며 학습 중에도 바꿀 수 있습니다.',
        none: '끔'
      },
      clipValue: {
        label: '값 클리핑',
        help: '그래디언트의 각 성분을 ± 이 값 안으로 제한합니다. 학습 중에도 바꿀 수 있습니다.',
        none: '끔'
      }
    },
    initialisation: {
      weights: {
        label: 'U, V, R',
        help: '균등: 편향까지 ±1/√nₕ. 글로럿과 직교는 편향을 0으로 둡니다.',
        options: { uniform: '균등', glorot: '글로럿', orthogonal: '직교' }
      },
      recurrent: {
        label: '순환 가중치',
        help: '직교와 단위 행렬은 신호가 시간을 지나는 동안 크기를 지켜 줍니다.',
        options: { uniform: '균등', glorot: '글로럿', orthogonal: '직교', identity: '단위 행렬' }
      },
      identityScale: { label: '단위 행렬 배율', help: 'W가 이 수와 단위 행렬의 곱으로 시작합니다.' }
    },
    watching: {
      validateEvery: { label: '검증 간격', help: '남겨 둔 데이터로 검증하는 간격.', unit: '스텝' },
      sampleEvery: { label: '표본 간격', help: '모델에서 표본을 만드는 간격.', unit: '스텝' },
      checkpointEvery: {
        label: '체크포인트 간격',
        help: '체크포인트를 남기는 간격. 비정상 종료되어도 이보다 많이 잃지 않습니다.',
        unit: '스텝'
      },
      checkpointSeconds: {
        label: '또는 시간 간격',
        help: '학습이 이 시간만큼 진행되면 스텝 간격과 관계없이 체크포인트를 남깁니다. 비워 두면 스텝 간격만 따릅니다.',
        unit: '초',
        none: '스텝 간격만'
      },
      sampleLength: { label: '표본 길이', help: '생성할 글자 수 또는 자유 실행할 시점 수.' },
      temperature: { label: '온도', help: '1보다 작으면 확률이 높은 기호로 쏠리고, 크면 더 다양해집니다.' },
      prime: { label: '시작 텍스트', help: '표본이 이어 쓸 앞부분(prime).', none: '없음' }
    },
    stop: {
      steps: {
        label: '스텝 수',
        help: '이만큼 학습하면 끝납니다. 비워 두면 제한이 없습니다.',
        unit: '스텝',
        none: '제한 없음'
      },
      seconds: {
        label: '시간',
        help: '일시 정지를 뺀 학습 시간(초). 비워 두면 제한이 없습니다.',
        unit: '초',
        none: '제한 없음'
      },
      patience: {
        label: '개선 없음',
        help: '검증 손실이 이 횟수만큼 잇달아 나아지지 않으면 끝납니다. 비워 두면 제한이 없습니다.',
        unit: '회',
        none: '제한 없음'
      },
      divergence: {
        label: '발산 시',
        help: '손실이 무작위 추측이나 가장 좋았던 값보다 훨씬 나쁜 상태가 오래가면 발산으로 봅니다.',
        options: { mark: '알리고 계속', stop: '중지', ignore: '무시' }
      }
    }
  }
} satisfies typeof en
