// The words of the network: its steps, states, outputs and parameters.

import type { Term } from './term'

export const networkTerms: readonly Term[] = [
  {
    en: 'recurrent neural network',
    ko: '순환 신경망',
    book: '10.2',
    pytorch: 'nn.RNN',
    keras: 'SimpleRNN',
    never: '재귀 신경망|회귀 신경망',
    meaning: {
      en: 'A network that uses the same parameters at every time step and passes a state on to the next step.',
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
      en: 'The sum of the bias, the weighted state before and the weighted input: h(t) = tanh a(t).',
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
      en: 'How wrong a prediction is. The book takes the sum over the steps; Unroll and the libraries take the mean.',
      ko: '예측이 얼마나 틀렸는지. 책은 시점의 합을, 여기와 라이브러리는 평균을 씁니다.'
    }
  },
  {
    en: 'surprise',
    ko: '놀람',
    book: '−log ŷ; 3.13',
    pytorch: 'NLLLoss',
    keras: '',
    never: '놀랐는지|놀라운|뜻밖',
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
      en: 'W leads from the state before to the hidden units; in output recurrence it leads from z(t−1).',
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
  }
]
