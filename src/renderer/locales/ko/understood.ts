// 표를 어떻게 읽었는지 보여 주는 대화 상자와 그 선택지.

export default {
  understood: {
    title: '파일을 이렇게 읽었습니다',
    open: '보고 바꾸기…',
    anew: '지금 방식으로 읽기…',
    plainText: '문자는 한 가지 형태(NFC)로, 줄 끝은 LF로 읽습니다',
    facts: '{rows}행, 건너뛴 줄 {skipped}개.',
    rhythm: ' 시간 간격: {every} {unit}.',
    columns: '열',
    roleOf: '{column} 열의 역할',
    asItStands: '파일 그대로',
    asRead: '읽은 행(시간 순)',
    again: '모두 다시 찾기',
    done: '확인',
    none: '없음',
    asValues: '실제 값입니다',
    noHeader: '실제 값입니다',
    dayFirst: '일이 먼저',
    monthFirst: '월이 먼저',
    twoColumns: '두 열',
    oneColumn: '한 열(소수점이 쉼표)',
    points: '쉼표가 천 단위 구분',
    commas: '점이 천 단위 구분',
    fields: {
      encoding: '인코딩',
      delimiter: '구분자',
      decimal: '소수점',
      thousands: '천 단위 구분',
      header: '머리글',
      comment: '주석 기호',
      order: '행의 순서',
      gaps: '빈 값',
      top: '표 위의 줄 수'
    },
    signs: { tab: '탭', blank: '공백', comma: '쉼표', semicolon: '세미콜론', bar: '세로줄', point: '점' },
    order: { 'as-is': '파일의 순서', reversed: '거꾸로', sorted: '시간 순으로 정렬' },
    gaps: { refuse: '학습하지 않음', interpolate: '선형 보간', carry: '앞의 값 반복', 'leave-out': '행 빼기' },
    roles: {
      target: '목표',
      input: '입력',
      'known-ahead': '미리 아는 입력',
      time: '시간',
      group: '그룹',
      ignored: '뺌'
    },
    scalingOf: '{column} 열의 정규화',
    scalings: {
      series: '시계열 전체와 같게',
      standard: '평균 0, 분산 1',
      'min-max': '0과 1 사이',
      log: '로그',
      difference: '차분',
      'log-difference': '로그의 차분'
    },
    types: { number: '숫자', date: '날짜', text: '글자', boolean: '참·거짓', empty: '비어 있음' },
    units: {
      second: '초',
      minute: '분',
      hour: '시간',
      day: '일',
      week: '주',
      month: '개월',
      year: '년',
      step: '(열의 단위)'
    },
    heads: {
      name: '열',
      role: '역할',
      scaling: '정규화',
      type: '내용',
      first: '처음',
      last: '마지막',
      range: '범위',
      gaps: '빈 값',
      curve: '곡선',
      why: '이유'
    }
  }
}
