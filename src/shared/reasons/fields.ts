// Why a value of a file does not fit its schema (shared/issues.ts). Part of the table of index.ts.

export const fieldReasons = {
  emptyText: { en: 'it must not be empty', ko: '비어 있으면 안 됩니다' },
  atLeast: { en: 'it must be at least {limit}', ko: '{limit} 이상이어야 합니다' },
  above: { en: 'it must be above {limit}', ko: '{limit}보다 커야 합니다' },
  atMost: { en: 'it must be at most {limit}', ko: '{limit} 이하여야 합니다' },
  below: { en: 'it must be below {limit}', ko: '{limit}보다 작아야 합니다' },
  leastCharacters: { en: 'it must have at least {limit} characters', ko: '{limit}자 이상이어야 합니다' },
  mostCharacters: { en: 'it must have at most {limit} characters', ko: '{limit}자 이하여야 합니다' },
  leastEntries: { en: 'it must have at least {limit} entries', ko: '항목이 {limit}개 이상이어야 합니다' },
  mostEntries: { en: 'it must have at most {limit} entries', ko: '항목이 {limit}개 이하여야 합니다' },
  wholeNumber: { en: 'it must be a whole number', ko: '정수여야 합니다' },
  number: { en: 'it must be a number', ko: '숫자여야 합니다' },
  text: { en: 'it must be a text', ko: '문자열이어야 합니다' },
  trueOrFalse: { en: 'it must be true or false', ko: 'true 또는 false여야 합니다' },
  list: { en: 'it must be a list', ko: '목록([ ])이어야 합니다' },
  object: { en: 'it must be an object', ko: '객체({ })여야 합니다' },
  nothing: { en: 'it must be null', ko: 'null이어야 합니다' },
  oneOf: { en: 'it must be {values}', ko: '다음 값이어야 합니다: {values}' },
  noSuchField: { en: 'there is no field {fields} here', ko: '여기에는 {fields} 필드가 없습니다' },
  noKind: { en: 'it is none of the kinds that Unroll can read', ko: '읽을 수 있는 종류가 아닙니다' },
  unreadable: { en: 'it cannot be read', ko: '읽을 수 없습니다' },

  methodNeedsOutput: {
    en: '"{method}" feeds outputs back, but the recurrence "hidden" has no connection from the outputs. Choose "bptt", or a recurrence with output',
    ko: '“{method}” 방법은 출력을 되먹이지만 “hidden” 순환에는 출력에서 오는 연결이 없습니다. “bptt”나 출력 순환을 고르세요'
  },
  methodNeedsFeedback: {
    en: 'The recurrence "{recurrence}" feeds outputs back: choose "teacher-forcing" (the true ones), "free-running" (its own) or "scheduled-sampling" (by chance)',
    ko: '“{recurrence}” 순환은 출력을 되먹입니다. “teacher-forcing”(정답), “free-running”(자신의 출력), “scheduled-sampling”(확률에 따라) 가운데 고르세요'
  },
  methodNeedsTruth: {
    en: 'A sequence has one label, at its end, so there is no true output that "{method}" could feed back before: choose "bptt", or "free-running" where outputs are fed back',
    ko: '시퀀스의 레이블은 끝에 하나뿐이어서 “{method}” 방법이 그 전에 되먹일 정답이 없습니다. “bptt”를, 출력을 되먹이는 순환에서는 “free-running”을 고르세요'
  },
  feedbackHasNoGradient: {
    en: '"{feedback}" has no gradient, so free-running training has to feed back "probabilities"',
    ko: '“{feedback}”에는 그래디언트가 없어 자유 실행 학습에서는 “probabilities”를 되먹입니다'
  },
  feedbackNotDiscrete: {
    en: 'Scheduled sampling feeds back categories or bits, like those of the truth: choose "sample" or "argmax", not "probabilities"',
    ko: '스케줄드 샘플링은 정답처럼 범주나 비트를 되먹입니다. “probabilities” 말고 “sample”이나 “argmax”를 고르세요'
  },
  truncationBeyondSequence: {
    en: 'Truncation after {truncation} steps does nothing in sequences of {tau} steps. Make it at most the sequence length, or empty',
    ko: '길이가 {tau}인 시퀀스에서 {truncation}시점 절단은 아무 효과가 없습니다. 시퀀스 길이 이하로 하거나 비워 두세요'
  },
  recomputeNeedsInputs: {
    en: 'Steps whose outputs are fed back cannot be computed again. Turn this off',
    ko: '출력을 되먹이는 시점은 재계산할 수 없습니다. 끄세요'
  },
  pathWithoutSource: {
    en: 'it is missing, though "path" names a file. Write "source": "file" to train on that file',
    ko: '“path”에 파일이 있는데 이 필드가 없습니다. 그 파일로 학습하려면 "source": "file"이라고 쓰세요'
  },
  noFileChosen: {
    en: 'No file is chosen. Choose one, or use the bundled data',
    ko: '선택한 파일이 없습니다. 파일을 선택하거나 내장 데이터를 쓰세요'
  }
} as const
