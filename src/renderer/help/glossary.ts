// The words of the field: the book's, ours in both languages, PyTorch's and Keras's. The help shows them, and a test
// (test/renderer/glossary.test.ts) checks every text of the app against them.

export interface Term {
  en: string
  ko: string
  /** Where the book has it, in its own letters and words. */
  book: string
  /** Names in code; empty where the library has none. */
  pytorch: string
  keras: string
  meaning: { en: string; ko: string }
  /** Korean words that must not stand for it in any text: sources of regular expressions. */
  never?: string
  /** Some Korean text says the English term once beside it, in brackets. */
  beside?: true
}

export const glossary: readonly Term[] = [
  {
    en: 'recurrent neural network',
    ko: '순환 신경망',
    book: '10.2',
    pytorch: 'nn.RNN',
    keras: 'SimpleRNN',
    never: '재귀 신경망|회귀 신경망',
    meaning: {
      en: 'A network that uses the same parameters at every time step and hands a state on.',
      ko: '모든 시점에서 같은 매개변수를 쓰며 상태를 다음 시점으로 넘기는 신경망.'
    }
  },
  {
    en: 'time step',
    ko: '시점',
    book: 't = 1 … τ',
    pytorch: 'seq_len',
    keras: 'timesteps',
    never: '타임 ?스텝|시간 스텝|매 스텝|시간 단계',
    meaning: { en: 'A place in the sequence.', ko: '시퀀스 안의 한 자리.' }
  },
  {
    en: 'training step',
    ko: '스텝',
    book: '8.3',
    pytorch: 'optimizer.step()',
    keras: 'train_step()',
    never: '한 단계|훈련 단계',
    meaning: {
      en: 'One change of the parameters, after one batch.',
      ko: '배치 하나를 처리하고 매개변수를 한 번 바꾸는 것.'
    }
  },
  {
    en: 'training',
    ko: '학습',
    book: '8',
    pytorch: 'model.train()',
    keras: 'fit()',
    never: '훈련|트레이닝',
    meaning: { en: 'Making the loss smaller, step by step.', ko: '손실을 한 스텝씩 줄여 가는 것.' }
  },
  {
    en: 'input',
    ko: '입력',
    book: 'x(t)',
    pytorch: 'input, input_size',
    keras: 'inputs',
    meaning: { en: 'What the network reads at step t.', ko: '시점 t에서 신경망이 읽는 값.' }
  },
  {
    en: 'hidden state',
    ko: '은닉 상태',
    book: 'h(t)',
    pytorch: 'output, h_n, hidden_size',
    keras: 'state, units',
    never: '숨은 상태|숨겨진|히든',
    meaning: {
      en: 'What the network remembers: one number for each hidden unit.',
      ko: '신경망이 기억하는 것. 은닉 유닛마다 숫자 하나.'
    }
  },
  {
    en: 'sum before tanh',
    ko: 'tanh 이전의 합',
    book: 'a(t)',
    pytorch: '',
    keras: '',
    meaning: {
      en: 'Bias, state before and input, added up: h(t) = tanh a(t).',
      ko: '편향, 이전 상태, 입력을 더한 값. h(t) = tanh a(t).'
    }
  },
  {
    en: 'output',
    ko: '출력',
    book: 'o(t)',
    pytorch: 'logits',
    keras: 'from_logits=True',
    meaning: {
      en: 'One number for each output, before it becomes a prediction.',
      ko: '출력마다 숫자 하나. 아직 예측이 되기 전의 값.'
    }
  },
  {
    en: 'prediction',
    ko: '예측',
    book: 'ŷ(t)',
    pytorch: 'softmax(logits)',
    keras: 'y_pred',
    meaning: { en: 'The output as probabilities, or as a value.', ko: '확률이나 값으로 바꾼 출력.' }
  },
  {
    en: 'target',
    ko: '목표',
    book: 'y(t)',
    pytorch: 'target',
    keras: 'y_true',
    never: '타깃|타겟|참값|참 출력',
    meaning: { en: 'The truth that the prediction is compared with.', ko: '예측과 비교하는 정답.' }
  },
  {
    en: 'loss',
    ko: '손실',
    book: 'L(t), L; 10.14',
    pytorch: 'CrossEntropyLoss, BCELoss, MSELoss',
    keras: 'loss',
    never: '로스',
    meaning: {
      en: 'How wrong a prediction is. The book takes the sum over the steps, we and the libraries the mean.',
      ko: '예측이 얼마나 틀렸는지. 책은 시점의 합을, 여기와 라이브러리는 평균을 씁니다.'
    }
  },
  {
    en: 'surprise',
    ko: '놀람',
    book: '−log ŷ; 3.13',
    pytorch: 'NLLLoss',
    keras: '',
    never: '놀랐는지',
    meaning: {
      en: 'Minus the logarithm of a probability, in nats (ln) or bits (log₂).',
      ko: '확률의 로그에 음의 부호를 붙인 값. 단위는 나트(ln) 또는 비트(log₂).'
    }
  },
  {
    en: 'parameter',
    ko: '매개변수',
    book: 'θ',
    pytorch: 'parameters()',
    keras: 'trainable_weights',
    never: '파라미터|모수',
    meaning: { en: 'A number that training changes: U, W, R, V, b, c.', ko: '학습이 바꾸는 수. U, W, R, V, b, c.' }
  },
  {
    en: 'weight',
    ko: '가중치',
    book: 'U',
    pytorch: 'weight_ih_l0',
    keras: 'kernel (Uᵀ)',
    meaning: { en: 'U leads from the input to the hidden units.', ko: 'U는 입력에서 은닉 유닛으로 이어집니다.' }
  },
  {
    en: 'recurrent weight',
    ko: '순환 가중치',
    book: 'W',
    pytorch: 'weight_hh_l0',
    keras: 'recurrent_kernel (Wᵀ)',
    meaning: {
      en: 'W leads from the state before to the hidden units; of output recurrence from z(t−1).',
      ko: 'W는 이전 상태에서 은닉 유닛으로 이어집니다. 출력 순환에서는 z(t−1)에서 이어집니다.'
    }
  },
  {
    en: 'output weight',
    ko: '출력 가중치',
    book: 'V',
    pytorch: 'nn.Linear.weight',
    keras: 'Dense kernel (Vᵀ)',
    meaning: { en: 'V leads from the hidden units to the output.', ko: 'V는 은닉 유닛에서 출력으로 이어집니다.' }
  },
  {
    en: 'bias',
    ko: '편향',
    book: 'b, c',
    pytorch: 'bias_ih_l0 + bias_hh_l0, nn.Linear.bias',
    keras: 'bias',
    never: '바이어스',
    meaning: { en: 'b belongs to the hidden units, c to the outputs.', ko: 'b는 은닉 유닛에, c는 출력에 더합니다.' }
  },
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
      en: 'From the loss to the gradients, the other way round.',
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
      en: 'The gradient is cut every k steps, the state is not.',
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
      en: 'The true y(t−1) is fed in place of the network’s own output.',
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
    meaning: { en: 'The network’s own output is fed back.', ko: '신경망 자신의 출력을 되먹입니다.' }
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
      en: 'Whether every step has an output that is compared, or the last one alone.',
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
      en: 'The gradient fades on its way back, so that long dependencies are not learned.',
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
      en: 'The gradient grows on its way back, and one step ruins what was learned.',
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
    never: '다시 계산.',
    meaning: {
      en: 'States are computed once more on the way back instead of being kept.',
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
      en: 'By what W stretches the direction that it does not turn.',
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
      en: 'By what a matrix stretches a vector; the largest bounds a single step.',
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
    never: '샘플',
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
      en: 'Everything that a run needs in order to go on, in a file.',
      ko: '이어서 학습하는 데 필요한 모든 것을 담은 파일.'
    }
  }
]

/** Other words: one for one thing, and what must not stand for it. */
export const wording: readonly { ko: string; never: string }[] = [
  { ko: '텍스트', never: '(?<![가-힣])글(?!자|로|꼴)' },
  { ko: '자리올림(carry)', never: '(?<!자리)올림' },
  { ko: '복제', never: '복사본|사본' },
  { ko: '머리글 행', never: '제목 행|헤더' },
  { ko: '구분자', never: '구분 문자' },
  { ko: '고정', never: '^일정$' },
  { ko: '정규화', never: '크기 조정' },
  { ko: '널(0x00) 바이트', never: '0바이트' },
  { ko: '불러오는', never: '로드|로딩' },
  { ko: '학습 프로세스', never: '훈련 프로세스|트레이너' },
  { ko: '메모리에 없습니다', never: '모델이 아직 준비' },
  { ko: '(τ − t)제곱', never: '(?<!\\()τ − t제곱' },
  // A particle that fits every value: the sentence is turned so that none is needed.
  { ko: '없습니다', never: '을\\(를\\)|를\\(을\\)|이\\(가\\)|은\\(는\\)|와\\(과\\)|\\(으\\)로' },
  // One kind of quotation marks, and no space before a per cent sign.
  { ko: '“', never: '[‘’]|\\d %' }
]
