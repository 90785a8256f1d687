// Why a model file cannot become a run. Part of the table of index.ts.

export const importReasons = {
  labelCounts: {
    en: 'it names {inputs} inputs and {outputs} outputs, and its network has {nx} and {ny}',
    ko: '이름은 입력 {inputs}개와 출력 {outputs}개인데 신경망에는 {nx}개와 {ny}개가 있습니다'
  },
  scalingCounts: {
    en: 'it scales {means} columns by {deviations} deviations, and its network has {nx} inputs',
    ko: '스케일링은 평균 {means}개와 표준 편차 {deviations}개인데 신경망의 입력은 {nx}개입니다'
  },
  otherModel: {
    en: 'the {field} of its experiment is {asked}, and that of its network is {found}',
    ko: '실험의 {field} 값은 {asked}인데 신경망은 {found}입니다'
  },
  otherOutput: {
    en: 'its output is {found}, and that of {name} is {asked}',
    ko: '출력이 {found}인데 “{name}” 쪽은 {asked}입니다'
  },
  contradicts: { en: 'it does not fit its own data: {reason}', ko: '자신의 데이터와 맞지 않습니다: {reason}' },
  otherOnnx: {
    en: 'it is an ONNX file, but Unroll did not write it. Export the weights as safetensors with the names of PyTorch',
    ko: 'Unroll에서 만든 ONNX 파일이 아닙니다. 가중치를 PyTorch 이름의 safetensors로 내보내세요'
  },
  notProtobuf: { en: 'it is not an ONNX file, or it is damaged', ko: 'ONNX 파일이 아니거나 손상되었습니다' },
  longSymbol: {
    en: 'its symbol {symbol} is not a single character; Unroll reads characters',
    ko: '기호 {symbol} 항목이 한 글자가 아닙니다. 글자 단위만 읽습니다'
  },
  symbolTwice: { en: 'it has the symbol {symbol} twice', ko: '기호 {symbol} 항목이 두 번 나옵니다' },
  symbolNumbers: {
    en: 'the numbers of its symbols are not 0, 1, 2, …',
    ko: '기호의 번호가 0, 1, 2, … 순서가 아닙니다'
  },
  scalingLengths: {
    en: 'columns, mean and deviation are not of the same length',
    ko: 'columns, mean, deviation의 길이가 서로 다릅니다'
  }
} as const
