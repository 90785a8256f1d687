import type { ExportWords } from '.'

export const ko: ExportWords = {
  weights: {
    name: '가중치',
    text: '체크포인트의 모든 매개변수(U, W, V, b, c, 그리고 있으면 R)를 32비트 safetensors 파일로 저장합니다. PyTorch의 매개변수 이름을 따르므로 torch 등에서 그대로 불러올 수 있습니다.',
    button: '가중치 저장…',
    menu: '가중치 내보내기…',
    title: '가중치 저장'
  },
  curves: {
    name: '곡선',
    text: '스텝마다 한 줄씩 손실(나트 또는 제곱 오차), 그래디언트 노름, 학습률, 클리핑 여부, 경과 시간(초), 검증 결과를 담은 CSV 파일입니다. 스프레드시트나 직접 그리는 그래프에 쓰세요.',
    button: '곡선 저장…',
    menu: '곡선 내보내기…',
    title: '곡선 저장'
  }
}
