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
  otherActivation: {
    en: 'its recurrence computes {found}, and networks of Unroll compute tanh',
    ko: '순환의 활성화 함수가 {found}이고, Unroll의 신경망은 tanh만 씁니다'
  },
  otherFolder: {
    en: 'it has no config.json. Unroll reads the folders that it exports for PyTorch, .safetensors files, and its own .onnx files; choose one of these',
    ko: 'config.json이 없습니다. PyTorch용으로 내보낸 폴더, .safetensors 파일, Unroll에서 만든 .onnx 파일만 읽습니다. 이 가운데 하나를 선택하세요'
  },
  pickle: {
    en: 'PyTorch has written it in a form that can contain programs, so Unroll does not open it. Convert it in Python: safetensors.torch.save_file(torch.load(FILE, map_location="cpu", weights_only=True), "model.safetensors")',
    ko: 'PyTorch가 프로그램도 담을 수 있는 형식으로 만든 파일이어서 열지 않습니다. Python에서 바꾸세요: safetensors.torch.save_file(torch.load(FILE, map_location="cpu", weights_only=True), "model.safetensors")'
  },
  otherSoftware: {
    en: 'it has a format of other software. Unroll reads .safetensors files; save U, W, b, V and c there as rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0, fc.weight and fc.bias',
    ko: '다른 소프트웨어의 형식입니다. .safetensors 파일을 읽으므로 U, W, b, V, c를 rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0, fc.weight, fc.bias라는 이름으로 저장하세요'
  },
  forUse: {
    en: 'it is a program. Unroll cannot read a network back from C, JavaScript or Python; take the safetensors, ONNX or PyTorch export of the same run',
    ko: '프로그램 파일입니다. C, JavaScript, Python에서는 신경망을 다시 읽을 수 없습니다. 같은 실행을 safetensors, ONNX, PyTorch 폴더로 내보낸 것을 쓰세요'
  },
  noModel: {
    en: 'it is not a model. Unroll reads .safetensors files, its own .onnx files, and the folders that it exports for PyTorch',
    ko: '모델이 아닙니다. .safetensors 파일, Unroll에서 만든 .onnx 파일, PyTorch용으로 내보낸 폴더를 읽습니다'
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
