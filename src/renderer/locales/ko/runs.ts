import type en from '../en/runs'

export default {
  runs: {
    new: '새 실험',
    search: '실행 검색',
    none: '아직 실행이 없습니다',
    noneFound: '이름이 “{query}”인 실행이 없습니다',
    loading: '실행을 읽는 중…',
    progress: '{name} 진행률',
    step: '스텝 {step}',
    menu: '{name} 작업',
    open: '열기',
    compare: '비교',
    compareMarked: '{count}개 비교',
    compareTooMany: '{count}개 비교 ({most}개까지)',
    markedCount: '{count}개 표시됨.',
    marked: '표시됨',
    unmark: '표시 모두 지우기',
    rename: '이름 바꾸기',
    duplicate: '새 실험으로 복제',
    beginFrom: '이 가중치로 새 실행 시작',
    reveal: '폴더 보기',
    size: '디스크 {size}',
    trash: '휴지통으로 이동',
    name: '실행 이름',
    copyOf: '{name} (복제)',
    trashTitle: '“{name}” 실행을 휴지통으로 옮길까요?',
    trashText: '곡선, 체크포인트, 표본이 모두 이 컴퓨터의 휴지통으로 이동합니다.',
    trashed: '“{name}” 실행을 휴지통으로 옮깁니다.',
    undo: '실행 취소',
    trashLive: '아직 학습 중이므로 먼저 중지됩니다.'
  }
} satisfies typeof en
