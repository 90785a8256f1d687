import type en from '../en/queue'

export default {
  queue: {
    title: '대기열 ({count})',
    add: '대기열에 추가',
    addHelp: '먼저 기다리던 실험이 끝나고 학습 중인 실행이 없을 때 시작합니다. 대기열은 실행 목록 아래에 있습니다.',
    added: '“{name}” 실험을 대기열에 넣었습니다.',
    waiting: '대기 중',
    held: '보류됨',
    training: '학습 중',
    paused: '일시 정지됨: 다른 실험이 기다리고 있습니다',
    failed: '실패: {why}',
    withSeed: '시드 {seed}: {state}',
    hold: '기다리는 실험을 시작하지 않기',
    goOn: '대기열 계속하기',
    earlier: '“{name}” 앞으로 옮기기',
    later: '“{name}” 뒤로 옮기기',
    remove: '“{name}” 대기열에서 빼기',
    again: '“{name}” 다시 시도'
  }
} satisfies typeof en
