import type en from '../en/runs'

export default {
  runs: {
    new: '새 실험', search: '실행 검색', none: '아직 실행이 없습니다', noneFound: '‘{query}’라는 이름의 실행이 없습니다',
    loading: '실행을 읽는 중…', progress: '{name} 진행률',
    step: '스텝 {step}',
    menu: '{name} 작업', open: '열기', rename: '이름 바꾸기', duplicate: '복제하여 새 실험 만들기', beginFrom: '이 가중치로 새 실행 만들기',
    reveal: '폴더 보기', trash: '휴지통으로 이동', name: '실행 이름',
    copyOf: '{name} (복사본)',
    trashTitle: '‘{name}’을(를) 휴지통으로 옮길까요?',
    trashText: '곡선, 체크포인트, 표본이 모두 이 컴퓨터의 휴지통으로 갑니다.',
    trashLive: '아직 훈련 중이므로 먼저 중지됩니다.'
  }
} satisfies typeof en
