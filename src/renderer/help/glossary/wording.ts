// Other Korean words: one word for each thing, and the words that no text may use for it.

export const wording: readonly { ko: string; never: string }[] = [
  { ko: '텍스트', never: '(?<![가-힣])글(?!자|로|꼴)' },
  { ko: '자리올림(carry)', never: '(?<!자리)올림' },
  { ko: '복제', never: '복사본|사본' },
  { ko: '머리글 행', never: '제목 행|헤더' },
  { ko: '구분자', never: '구분 문자' },
  { ko: '고정', never: '^일정$' },
  { ko: '정규화', never: '크기 조정' },
  { ko: '널(0x00) 바이트', never: '0바이트' },
  { ko: '정확도', never: '정답률' },
  { ko: '나트', never: '내트' },
  { ko: '표준 편차', never: '표준편차' },
  { ko: '자신의 출력', never: '자기 출력' },
  { ko: '불러오는', never: '로드|로딩' },
  { ko: '학습 프로세스', never: '훈련 프로세스|트레이너' },
  { ko: '메모리에 없습니다', never: '모델이 아직 준비' },
  { ko: '(τ − t)제곱', never: '(?<!\\()τ − t제곱' },
  // Double forms of a particle. Sentences are written so that they need no double form.
  { ko: '없습니다', never: '을\\(를\\)|를\\(을\\)|이\\(가\\)|은\\(는\\)|와\\(과\\)|\\(으\\)로' },
  // There is one kind of quotation marks, and no space before a per cent sign.
  { ko: '“', never: '[‘’]|\\d %' }
]
