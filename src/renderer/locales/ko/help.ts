import type en from '../en/help'

export default {
  help: {
    title: '도움말',
    search: '검색: 낱말 또는 10.21',
    found: '도움말 내용',
    none: '“{query}”에 관한 내용이 없습니다.',
    needsRun:
      '파란색 이름을 누르면 그곳으로 이동합니다. 대부분은 실행이 있어야 합니다. 새로 시작하거나 목록에서 고르세요.',
    legend:
      'Goodfellow, Bengio, Courville의 《심층 학습》 10장. 번호를 누르면 이 실행의 숫자를 대입한 수식이 열립니다.',
    showEquation: '수식 {number}이 나오는 자리로 가기',
    sections: { views: '보기', shortcuts: '단축키', equations: '수식', glossary: '용어' },
    columns: { book: '책', pytorch: 'PyTorch', keras: 'Keras' },
    views: {
      start: '바로 시작할 수 있는 실험들. 실험마다 한 가지씩 배웁니다.',
      data: '신경망이 읽을 것: 텍스트와 그 기호, 시계열, 또는 과제의 시퀀스와 목표.',
      train: '하한과 간단한 기준선에 견준 손실, 그래디언트 노름, 최근 표본.',
      weights: '모든 가중치 행렬과 그 그래디언트를 0을 중심으로 한 색으로 보여 줍니다.',
      'through-time': '시간에 따른 역전파(BPTT)의 내부: 시퀀스 하나와 순전파·역전파의 모든 숫자.',
      chapter: '책의 순서를 따르는 유도 과정: 시간 전개 그래프에서 교사 강요의 기준까지, 실행의 숫자와 함께.',
      samples:
        '모델이 자신의 출력으로 자유 실행하며 쓰거나 예측한 것, 그래서 잃는 것(노출 편향), 그리고 한 시퀀스의 log p의 각 항. 시계열은 앞으로의 예측도 구간과 함께 보고, 텍스트의 신경망은 아무 텍스트나 읽습니다.',
      export:
        '체크포인트의 신경망을 safetensors(PyTorch의 이름), ONNX, C, JavaScript로, 곡선은 CSV, JSON, TensorBoard 파일로 저장합니다. 실행 폴더도 엽니다.'
    },
    parts: {
      graph: '한 시점씩 따라가는 시간 전개 그래프와, 숫자를 대입한 모든 수식.',
      flow: '시점마다 그래디언트의 크기, 소실이나 폭발 여부, 포화된 유닛.',
      influence: '각 손실이 앞선 각 상태에 얼마나 의존하는지.',
      spectrum: 'W의 고윳값과 특잇값: 그래디언트가 소실되거나 폭발하는 까닭.',
      check: '모든 그래디언트를 두 손실의 차분과 비교합니다.',
      truncation: 'k시점마다 그래디언트를 끊는 절단(truncation)의 대가: 전체 그래디언트와 비교한 방향과 길이.'
    },
    keys: {
      anywhere: { label: '어디서나', play: '시작, 일시 정지, 계속' },
      runs: {
        label: '실행 목록',
        up: '위 실행',
        down: '아래 실행',
        first: '첫 실행',
        last: '마지막 실행',
        mark: '비교할 실행으로 표시',
        markUp: '이 실행과 위의 실행을 표시',
        markDown: '이 실행과 아래의 실행을 표시',
        trash: '휴지통으로 이동'
      },
      queue: { label: '대기열', earlier: '앞으로 옮기기', later: '뒤로 옮기기', remove: '대기열에서 빼기' },
      tabs: { label: '탭', before: '이전 보기', next: '다음 보기' },
      chart: {
        label: '차트',
        zoomIn: '확대',
        zoomOut: '축소',
        left: '왼쪽으로',
        right: '오른쪽으로',
        all: '전체 보기'
      },
      map: {
        label: '히트맵',
        up: '위 행',
        down: '아래 행',
        left: '이전 열',
        right: '다음 열',
        follow: '원소의 수식 열기'
      },
      graph: { label: '시간 전개 그래프', back: '한 시점 뒤로', on: '한 시점 앞으로', zoomIn: '확대', zoomOut: '축소' },
      bars: { label: '기여도 막대', before: '이전 시점', next: '다음 시점', follow: '그 시점으로 이동' },
      equations: { label: '수식', back: '이전에 본 곳', forward: '다시 앞으로' },
      chapter: { label: '유도 과정', back: '앞 단계', on: '다음 단계' },
      help: { label: '이 도움말', close: '닫기' }
    },
    equations: {
      e8: 'tanh 이전의 합',
      e9: '은닉 상태',
      e10: '출력',
      e11: '예측: 소프트맥스(softmax)',
      e12: '시퀀스 전체의 손실은',
      e13: '시점에 대한 합이며(여기서는 목표의 평균)',
      e14: '모델이 정답에 준 확률의 로그에 음의 부호를 붙인 것: 음의 로그 가능도, 놀람(정보량)',
      e15: '교사 강요(teacher forcing): 두 출력의 가능도는',
      e16: '앞의 정답 출력이 주어진 인수들의 곱',
      e17: '역전파의 시작(여기서는 L이 평균이라 1/N)',
      e18: '출력의 그래디언트: 예측에서 정답을 뺀 것',
      e19: '마지막 상태의 그래디언트',
      e20: '앞선 모든 상태의 그래디언트: 규칙',
      e21: 'tanh를 대입한 것: 소실과 폭발의 까닭',
      e22: '편향 c의 그래디언트',
      e23: '편향 b의 그래디언트',
      e24: '출력 가중치 V의 그래디언트',
      e25: '순환 가중치 W의 그래디언트: 규칙',
      e26: 'tanh를 대입한 것',
      e27: '입력 가중치 U의 그래디언트: 규칙',
      e28: 'tanh를 대입한 것'
    }
  }
} satisfies typeof en
