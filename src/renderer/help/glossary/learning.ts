// The words of learning: both passes, the methods, the gradient and what is measured.

import type { Term } from './term'

export const learningTerms: readonly Term[] = [
  {
    en: 'unrolling',
    ko: '시간 전개',
    book: '10.1, unfolding',
    pytorch: '',
    keras: 'unroll=True',
    never: '펼침|펼친|펼치',
    meaning: {
      en: 'Drawing the network once for each time step, so that it becomes an ordinary graph.',
      ko: '신경망을 시점마다 한 번씩 그려 보통의 그래프로 만드는 것(unroll).'
    }
  },
  {
    en: 'forward propagation',
    ko: '순전파',
    book: '10.8–10.14',
    pytorch: 'forward()',
    keras: 'call()',
    never: '순방향|전방향|포워드',
    meaning: { en: 'From the inputs to the loss, step by step.', ko: '입력에서 손실까지 차례로 계산하는 것.' }
  },
  {
    en: 'back-propagation',
    ko: '역전파',
    book: '10.17–10.28',
    pytorch: 'backward()',
    keras: 'GradientTape.gradient()',
    never: '역방향|후방향|오류 ?역전파',
    meaning: {
      en: 'Computes the gradients, backward from the loss to the parameters.',
      ko: '손실에서 그래디언트까지 거꾸로 계산하는 것.'
    }
  },
  {
    en: 'BPTT',
    ko: '시간에 따른 역전파',
    book: '10.2.2, back-propagation through time',
    pytorch: 'loss.backward()',
    keras: 'fit()',
    never: '시간 역전파|시간 축 역전파',
    beside: true,
    meaning: {
      en: 'Back-propagation in the unrolled graph: the gradient goes back through all steps.',
      ko: '시간 전개한 그래프에서의 역전파. 그래디언트가 모든 시점을 거슬러 갑니다.'
    }
  },
  {
    en: 'truncation',
    ko: '절단',
    book: '10.7',
    pytorch: 'h.detach()',
    keras: 'stateful=True',
    never: '자르|잘리|잘라(?!내기)|트렁케이션',
    beside: true,
    meaning: {
      en: 'The gradient is cut every k steps, but the state is not.',
      ko: '그래디언트를 k시점마다 끊습니다. 상태는 끊지 않습니다.'
    }
  },
  {
    en: 'teacher forcing',
    ko: '교사 강요',
    book: '10.2.1, fig. 10.6',
    pytorch: '',
    keras: '',
    never: '교사 강제|선생님|티처',
    beside: true,
    meaning: {
      en: 'The network gets the true y(t−1) instead of its own output.',
      ko: '신경망 자신의 출력 대신 정답 y(t−1)을 넣습니다.'
    }
  },
  {
    en: 'free running',
    ko: '자유 실행',
    book: '10.2.1, open loop',
    pytorch: '',
    keras: '',
    never: '프리 ?러닝|자유 주행',
    beside: true,
    meaning: {
      en: 'The network is fed its own output alone: as z(t−1), and in a text or a series as x(t) too. The validation of a text or a series has its own z(t−1) but the true x(t), so it has another name.',
      ko: '신경망 자신의 출력만 되먹입니다. z(t−1)뿐 아니라 텍스트와 시계열에서는 x(t)에도 넣습니다. 텍스트와 시계열의 검증은 z(t−1)만 자신의 출력이고 x(t)는 정답이므로 이름이 다릅니다.'
    }
  },
  {
    en: 'exposure bias',
    ko: '노출 편향',
    book: '10.2.1',
    pytorch: '',
    keras: '',
    beside: true,
    meaning: {
      en: 'A network that was trained on the truth is worse when it gets its own output.',
      ko: '정답을 받으며 학습한 신경망이 자신의 출력을 받을 때 나빠지는 것.'
    }
  },
  {
    en: 'scheduled sampling',
    ko: '스케줄드 샘플링',
    book: '10.2.1, Bengio et al. 2015',
    pytorch: '',
    keras: '',
    never: '계획 표집|예정 표집|스케줄링 샘플링',
    beside: true,
    meaning: {
      en: 'With a probability ε the network gets the truth, else its own output. ε falls during training, and no gradient flows through the output.',
      ko: '학습하는 동안 작아지는 확률 ε로 정답을 넣고, 그 밖에는 신경망 자신의 출력을 넣습니다. 그 출력으로는 그래디언트가 통과하지 않습니다.'
    }
  },
  {
    en: 'arg max',
    ko: 'argmax',
    book: 'arg max',
    pytorch: 'argmax()',
    keras: 'ops.argmax()',
    never: '최댓값|최대값',
    meaning: { en: 'What is most probable. It has no gradient.', ko: '확률이 가장 큰 것. 그래디언트가 없습니다.' }
  },
  {
    en: 'readout',
    ko: '출력 시점',
    book: 'fig. 10.3, 10.5',
    pytorch: 'output[-1]',
    keras: 'return_sequences',
    never: '출력 위치',
    meaning: {
      en: 'Whether the outputs of all steps are compared with targets, or only the last one.',
      ko: '모든 시점의 출력을 목표와 비교할지, 마지막 시점만 비교할지.'
    }
  },
  {
    en: 'gradient',
    ko: '그래디언트',
    book: '∇',
    pytorch: '.grad',
    keras: 'gradients',
    never: '그라디언트|그레디언트|경사|기울기 (소실|폭발)',
    meaning: { en: 'How the loss changes with a number.', ko: '어떤 수를 바꿀 때 손실이 변하는 정도.' }
  },
  {
    en: 'vanishing gradient',
    ko: '소실',
    book: '8.2.5, 10.7',
    pytorch: '',
    keras: '',
    never: '사라지거나 폭발|배니싱',
    meaning: {
      en: 'The gradient becomes smaller on its way back, so the network does not learn long dependencies.',
      ko: '그래디언트가 거슬러 갈수록 작아져, 먼 의존성을 학습하지 못합니다.'
    }
  },
  {
    en: 'exploding gradient',
    ko: '폭발',
    book: '8.2.4, 10.11.1',
    pytorch: '',
    keras: '',
    meaning: {
      en: 'The gradient grows on its way back, and a single step can destroy what the network has learned.',
      ko: '그래디언트가 거슬러 갈수록 커져, 한 스텝이 학습한 것을 망칩니다.'
    }
  },
  {
    en: 'clipping',
    ko: '클리핑',
    book: '10.11.1',
    pytorch: 'clip_grad_norm_(), clip_grad_value_()',
    keras: 'global_clipnorm, clipvalue',
    never: '잘라 내기|클립(?!보드)',
    meaning: { en: 'Too large a gradient is made smaller.', ko: '너무 큰 그래디언트를 줄입니다.' }
  },
  {
    en: 'learning rate',
    ko: '학습률',
    book: 'ε; 8.3',
    pytorch: 'lr',
    keras: 'learning_rate',
    never: '학습 속도|러닝 ?레이트',
    meaning: { en: 'How far one step goes.', ko: '한 스텝에 얼마나 움직이는지.' }
  },
  {
    en: 'gradient checkpointing',
    ko: '재계산',
    book: '6.5.6',
    pytorch: 'torch.utils.checkpoint',
    keras: 'tf.recompute_grad',
    never: '다시 계산.|체크포인트를 쓰',
    meaning: {
      en: 'States are computed again on the way back instead of being kept.',
      ko: '상태를 보관하지 않고 역전파할 때 재계산합니다.'
    }
  },
  {
    en: 'spectral radius',
    ko: '스펙트럼 반지름',
    book: '10.7, 10.8',
    pytorch: 'linalg.eigvals()',
    keras: '',
    meaning: { en: 'Size of the largest eigenvalue of W.', ko: 'W의 고윳값 가운데 가장 큰 것의 크기.' }
  },
  {
    en: 'eigenvalue',
    ko: '고윳값',
    book: '2.7',
    pytorch: 'linalg.eigvals()',
    keras: '',
    never: '고유값|고유치',
    meaning: {
      en: 'The factor by which W stretches a direction that it does not turn.',
      ko: 'W가 돌리지 않는 방향을 늘이는 배율.'
    }
  },
  {
    en: 'singular value',
    ko: '특잇값',
    book: '2.8',
    pytorch: 'linalg.svdvals()',
    keras: '',
    never: '특이값|특이치',
    meaning: {
      en: 'A factor by which a matrix stretches a vector. The largest one is the most that a single step can multiply.',
      ko: '행렬이 벡터를 늘이는 배율. 가장 큰 것이 한 시점의 한계입니다.'
    }
  },
  {
    en: 'element',
    ko: '원소',
    book: 'Wᵢⱼ',
    pytorch: 'W[i, j]',
    keras: 'W[i, j]',
    never: '칸',
    meaning: { en: 'One number of a vector or a matrix.', ko: '벡터나 행렬의 수 하나.' }
  },
  {
    en: 'validation',
    ko: '검증',
    book: '5.3',
    pytorch: '',
    keras: 'validation_data',
    never: '밸리데이션',
    meaning: { en: 'The loss on data that are never trained on.', ko: '학습에 쓰지 않는 데이터에서의 손실.' }
  },
  {
    en: 'baseline',
    ko: '기준선',
    book: '11.2',
    pytorch: '',
    keras: '',
    never: '베이스라인',
    meaning: { en: 'The loss of something simple, to compare with.', ko: '비교 대상이 되는 간단한 방법의 손실.' }
  },
  {
    en: 'sample',
    ko: '표본',
    book: '10.2.3',
    pytorch: 'multinomial()',
    keras: 'random.categorical()',
    never: '(?<!스케줄드 )샘플',
    meaning: {
      en: 'What the model writes or predicts when it runs free.',
      ko: '모델이 자유 실행으로 쓰거나 예측한 것.'
    }
  },
  {
    en: 'checkpoint',
    ko: '체크포인트',
    book: '7.8',
    pytorch: 'torch.save()',
    keras: 'ModelCheckpoint',
    never: '검사점|저장점',
    meaning: {
      en: 'A file with everything that a run needs to go on.',
      ko: '이어서 학습하는 데 필요한 모든 것을 담은 파일.'
    }
  }
]
