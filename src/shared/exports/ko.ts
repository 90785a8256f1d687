import type { ExportWords } from '.'

export const ko: ExportWords = {
  weights: {
    name: '가중치',
    text: '체크포인트의 모든 매개변수(U, W, V, b, c, 그리고 있으면 R)를 32비트 safetensors 파일로 저장합니다. PyTorch의 매개변수 이름을 따르므로 torch 등에서 그대로 불러올 수 있습니다.',
    button: '가중치 저장…',
    menu: '가중치 내보내기…',
    title: '가중치 저장'
  },
  pytorch: {
    name: 'PyTorch와 Keras 폴더',
    text: 'Hugging Face에 올리는 모델과 같은 구성의 폴더입니다. 모델 카드, 설정, 매개변수, 그리고 순수한 PyTorch로 쓴 model.py가 들어 있습니다. model.py는 텍스트를 쓰거나 예측하고, 다음 배치부터 학습을 이어 갑니다. 여러 컴퓨터에서 나누어 학습할 수도 있습니다. 노트북(notebook.ipynb)이 과정을 설명합니다. model_keras.py는 Keras 3으로 같은 신경망을 만듭니다(JAX 위의 Keras 3.15.1에서 확인).',
    button: '폴더 저장…',
    menu: 'PyTorch 폴더로 내보내기…',
    title: '새 폴더의 이름'
  },
  onnx: {
    name: 'ONNX, 시퀀스 전체',
    text: 'ONNX Runtime 등에서 시퀀스와 시점을 몇 개든 한 번에 계산합니다. 원-핫 벡터, 스케일링, 소프트맥스가 안에 있어 데이터를 넣으면 답이 나옵니다. 상태는 입력이자 출력입니다.',
    button: 'ONNX 저장…',
    menu: 'ONNX로 내보내기…',
    title: 'ONNX로 저장'
  },
  'onnx-step': {
    name: 'ONNX, 한 시점',
    text: '같은 신경망을 한 시점씩 계산하며 기본 연산만 씁니다. 반복문을 직접 쓰거나 순환 연산이 없는 도구에서 쓸 때 알맞습니다.',
    button: '한 시점 저장…',
    menu: '한 시점을 ONNX로 내보내기…',
    title: '한 시점을 ONNX로 저장'
  },
  c: {
    name: 'C',
    text: '다른 라이브러리가 필요 없는 .h 파일 하나로, 32비트 부동소수점으로 계산합니다. 상태를 초기화한 다음 한 시점씩 계산합니다. 기호와 스케일링이 들어 있습니다.',
    button: 'C 저장…',
    menu: 'C로 내보내기…',
    title: 'C로 저장'
  },
  javascript: {
    name: 'JavaScript',
    text: '다른 라이브러리가 필요 없는 ES 모듈 하나로, 웹 페이지나 Node에서 씁니다. 상태를 초기화한 다음 한 시점씩 계산합니다. 기호와 스케일링이 들어 있습니다.',
    button: 'JavaScript 저장…',
    menu: 'JavaScript로 내보내기…',
    title: 'JavaScript로 저장'
  },
  curves: {
    name: '곡선',
    text: '스텝마다 한 줄씩 손실(나트 또는 제곱 오차), 그래디언트 노름, 학습률, 클리핑 여부, 경과 시간(초), 검증 결과를 담은 CSV 파일입니다. 스프레드시트나 직접 그리는 그래프에 쓰세요.',
    button: '곡선 저장…',
    menu: '곡선 내보내기…',
    title: '곡선 저장'
  },
  'curves-json': {
    name: '곡선, JSON',
    text: '같은 수치를 스텝마다 객체 하나씩 JSON으로 저장합니다. 손실의 단위도 들어 있습니다.',
    button: 'JSON 저장…',
    menu: '곡선을 JSON으로 내보내기…',
    title: '곡선을 JSON으로 저장'
  },
  tensorboard: {
    name: '곡선, TensorBoard',
    text: '같은 수치를 TensorBoard의 이벤트 파일로 저장합니다. 다른 도구의 곡선과 나란히 볼 수 있습니다.',
    button: '이벤트 저장…',
    menu: '곡선을 TensorBoard로 내보내기…',
    title: 'TensorBoard용 곡선 저장'
  }
}
