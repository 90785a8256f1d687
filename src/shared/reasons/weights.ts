// Why a safetensors file cannot be used. Part of the table of index.ts.

export const weightReasons = {
  fewBytes: { en: 'it has only {bytes} bytes', ko: '{bytes}바이트뿐입니다' },
  headerTooLong: {
    en: 'it is no safetensors file, or it is damaged: its header should have {length} bytes, but the file has {bytes}',
    ko: 'safetensors 파일이 아니거나 손상되었습니다. 머리부(header)가 {length}바이트라고 적혀 있지만 파일은 {bytes}바이트입니다'
  },
  headerNotJson: { en: 'its header is not JSON', ko: '머리부(header)가 JSON이 아닙니다' },
  headerNotObject: { en: 'its header is not an object', ko: '머리부(header)가 JSON 객체가 아닙니다' },
  otherType: {
    en: '{tensor} is {type}; only {types} are read',
    ko: '텐서 {tensor}의 자료형이 {type}입니다. 읽을 수 있는 자료형은 {types}뿐입니다'
  },
  otherBytes: {
    en: '{tensor} of shape [{shape}] needs {expected} bytes, but its offsets say {bytes}',
    ko: '텐서 {tensor}의 모양이 [{shape}]이면 {expected}바이트여야 하는데 오프셋으로는 {bytes}바이트입니다'
  },
  gap: {
    en: '{tensor} begins at byte {from} of the data instead of {end}',
    ko: '텐서 {tensor}의 시작이 데이터의 {end}번째 바이트가 아니라 {from}번째 바이트입니다'
  },
  otherSize: {
    en: 'its tensors need {end} bytes, but the file has {bytes} for them',
    ko: '텐서는 모두 {end}바이트인데 파일에서 텐서가 차지하는 자리는 {bytes}바이트입니다'
  },
  notFinite: { en: '{tensor} contains NaN or infinity', ko: '텐서 {tensor}에 NaN이나 무한대가 있습니다' },
  noTensor: { en: 'it has no tensor {tensor}', ko: '텐서 {tensor}가 없습니다' },
  noMatrix: { en: 'it has no matrix {tensor}', ko: '행렬 {tensor}가 없습니다' },
  otherShape: {
    en: '{tensor} has the shape [{shape}] instead of [{expected}]',
    ko: '텐서 {tensor}의 모양이 [{shape}]입니다. [{expected}]여야 합니다'
  },
  moreTensors: {
    en: 'it also has {tensors}, but a network with the recurrence "{recurrence}" has no such tensor',
    ko: '순환이 “{recurrence}”인 신경망에는 없는 텐서가 있습니다: {tensors}'
  },
  otherTensors: {
    en: 'it also has {tensors}. Unroll reads networks of one layer and one direction, with the names {known}',
    ko: '알 수 없는 텐서가 있습니다: {tensors}. 한 층, 한 방향 신경망만 읽으며 텐서 이름은 {known}뿐입니다'
  },
  secondLayer: {
    en: 'it has a second layer ({tensors}). Unroll reads networks of one layer and one direction, with the names {known}',
    ko: '두 번째 층이 있습니다({tensors}). 한 층, 한 방향 신경망만 읽으며 텐서 이름은 {known}뿐입니다'
  },
  secondDirection: {
    en: 'it has a second direction ({tensors}). Unroll reads networks of one layer and one direction, with the names {known}',
    ko: '시간을 거꾸로 읽는 방향이 있습니다({tensors}). 한 층, 한 방향 신경망만 읽으며 텐서 이름은 {known}뿐입니다'
  },
  projection: {
    en: 'it has the projection of an LSTM ({tensors}). Unroll reads plain recurrent networks, with the names {known}',
    ko: 'LSTM의 투영이 있습니다({tensors}). 단순 순환 신경망만 읽으며 텐서 이름은 {known}뿐입니다'
  },
  embedding: {
    en: 'it has an embedding ({tensors}). Unroll feeds one-hot vectors, and reads the names {known}',
    ko: '임베딩이 있습니다({tensors}). 입력은 원-핫 벡터여야 하며 텐서 이름은 {known}뿐입니다'
  },
  gates: {
    en: 'rnn.weight_hh_l0 has {rows} rows for {columns} hidden units, so this looks like {kind}, which has gates. Unroll reads plain recurrent networks (tanh)',
    ko: '은닉 유닛이 {columns}개인데 rnn.weight_hh_l0에 행이 {rows}개 있어, 게이트가 있는 {kind}로 보입니다. 단순 순환 신경망(tanh)만 읽습니다'
  },
  beyondFloat32: {
    en: '{tensor} holds a value that is too large for 32 bits',
    ko: '텐서 {tensor}에 32비트로 나타낼 수 없을 만큼 큰 값이 있습니다'
  },
  emptyNetwork: {
    en: 'a size of its network is 0 (inputs {nx}, hidden units {nh}, outputs {ny})',
    ko: '신경망의 크기에 0이 있습니다(입력 {nx}, 은닉 유닛 {nh}, 출력 {ny})'
  },
  unknownModel: { en: 'it does not say what model it is ({reason})', ko: '어떤 모델인지 적혀 있지 않습니다({reason})' },
  metadataNotJson: { en: 'its metadata "{entry}" is not JSON', ko: '메타데이터 “{entry}” 항목이 JSON이 아닙니다' },
  metadata: { en: 'its metadata "{entry}": {reason}', ko: '메타데이터 “{entry}”: {reason}' },
  noState: { en: 'it has no state of training', ko: '학습 상태가 들어 있지 않습니다' },
  noPlace: {
    en: 'state.position: [{position}] is not a place in these data',
    ko: 'state.position: 이 데이터에 없는 위치입니다: [{position}]'
  }
} as const
