import type en from '../en/importing'

export default {
  importing: {
    title: '“{name}” 가져오기',
    sizes:
      '입력 {nx}개, 은닉 유닛 {nh}개, 출력 {ny}개인 신경망입니다. 입력과 출력이 무엇인지는 파일에 나와 있지 않습니다.',
    kind: '학습한 데이터',
    kinds: { text: '텍스트', series: '수치 표', task: '과제' },
    by: '알려 줄 것',
    ways: {
      data: { text: '텍스트 파일', series: '수치 표 파일' },
      vocabulary: '어휘(JSON)',
      scaling: '스케일링(JSON)'
    },
    file: '파일',
    help: {
      data: '신경망을 학습시킨 파일입니다. 기호나 열의 순서로 각 입력이 무엇인지 정합니다.',
      vocabulary:
        '입력 순서대로 적은 기호입니다. 목록이거나 기호마다 번호를 적은 것입니다. PyTorch 폴더의 vocabulary.json과 같습니다.',
      scaling: 'columns, mean, deviation을 적은 파일입니다. PyTorch 폴더의 scaling.json과 같습니다.',
      task: '입력이 {nx}개, 출력이 {ny}개인 과제입니다.'
    },
    task: '과제',
    readout: '출력 시점',
    import: '가져오기',
    under: '가져오는 중…',
    done: '“{name}” 실행을 만들었습니다. 들여다보거나, 표본을 뽑거나, 이어서 학습할 수 있습니다.'
  }
} satisfies typeof en
