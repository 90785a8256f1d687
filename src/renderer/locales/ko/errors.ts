// The messages of the trainer about data that it cannot use and runs that it cannot continue, by the code of the error.
// The message itself holds the English words.

export default {
  errors: {
    'run-held':
      '“{host}”의 프로세스({pid})가 {since}부터 이 실행을 학습하고 있습니다. 한 실행은 한 프로그램만 학습할 수 있습니다. 끝날 때까지 들여다볼 수만 있습니다.',
    'run-held-elsewhere':
      '“{host}”의 프로세스({pid})가 {since}부터 이 실행을 학습하고 있습니다. 한 실행은 한 프로그램만 학습할 수 있습니다. 끝날 때까지 들여다볼 수만 있습니다. 아직 실행 중인지 이 컴퓨터에서는 알 수 없습니다.',
    'run-taken':
      '“{host}”의 프로세스({pid})가 이 실행을 넘겨받았습니다({since}). 여기서는 학습을 멈추었으며 더 이상 아무것도 저장하지 않습니다. 마지막 체크포인트 이후의 내용은 그쪽에서 이어지거나 사라집니다.',
    'run-differs':
      '다른 실험으로는 이 실행을 이어서 학습할 수 없습니다(실행의 값 → 요청한 값): {changes}. 바꿀 수 있는 것은 종료 조건, 관찰, 학습률과 그 스케줄, 클리핑뿐입니다. 실행의 값 그대로 이어서 학습하거나 이 가중치로 새 실행을 시작하세요.',
    'data-differ':
      '이 실행을 학습한 데이터가 아닙니다(그때 → 지금): {changes}. 원래 파일을 찾거나 이 가중치로 새 실행을 시작하세요.',
    'weights-differ':
      '가중치가 새 실행에 맞지 않습니다(가중치의 값 → 요청한 값): {changes}. 데이터와 모델을 가중치와 같게 하세요.',
    'data-absent': '여기에는 이 실행을 학습한 데이터가 필요합니다: {reason}',
    'cannot-write':
      '“{path}” 경로에 쓸 수 없습니다: {reason}. 쓸 수 있게 하거나 다른 폴더를 고르세요. 이미 저장한 것은 그대로 있습니다.',
    'file-damaged': '“{file}” 파일을 읽을 수 없습니다: {reason}.',
    'not-a-run':
      '“{folder}” 폴더는 실행 폴더가 아닙니다. run.json이 없습니다. 아무것도 바꾸지 않았습니다. 실행 폴더를 고르거나 빈 폴더에서 새 실행을 시작하세요.',
    'not-safetensors': '“{file}” 파일은 읽을 수 있는 safetensors 파일이 아닙니다: {reason}.',
    'model-unfit': '“{file}” 모델을 가져올 수 없습니다: {reason}.',
    'import-says-too-little':
      '“{file}” 파일에는 입력 {nx}개와 출력 {ny}개가 무엇인지 나와 있지 않습니다. 어휘, 스케일링, 데이터, 과제 가운데 하나를 알려 주세요.',
    'import-says-itself': '“{file}” 파일에 입력과 출력이 무엇인지 이미 나와 있습니다.',
    'import-said-twice': '“{file}” 파일의 입력과 출력은 한 가지로만 알려 주세요.',
    'import-sizes':
      '“{file}” 파일의 입력은 {nx}개, 출력은 {ny}개인데 “{name}” 쪽은 {inputs}개와 {outputs}개입니다. 학습에 쓴 것을 고르세요.',
    'import-needs-no-data': '이 모델의 데이터는 Unroll에 들어 있어 파일이 필요하지 않습니다.',
    'no-weights': '그 실행에는 체크포인트가 없어 시작할 가중치가 없습니다.',
    'no-checkpoint': '되돌아갈 체크포인트가 없습니다.',
    'no-such-sequence': '검증 시퀀스는 {count}개입니다.',
    'horizon-too-long': '검증 구간은 {steps}시점입니다. 길이를 그보다 길지 않게 하세요.',
    'no-such-checkpoint': '스텝 {step}의 체크포인트가 없습니다.',
    'not-now': '지금 상태({state})에서는 할 수 없는 일입니다.',
    'trainer-busy': '이 학습 프로세스에는 이미 실행이 있습니다.',
    'trainer-idle': '이 학습 프로세스에는 실행이 없습니다.',
    'only-looked-at': '실행을 보기만 하는 동안에는 할 수 없는 일입니다.',
    'no-checkpoints': '“{folder}” 폴더에 체크포인트가 없습니다.',
    'no-checkpoint-of-step': '“{folder}” 폴더에 스텝 {step}의 체크포인트가 없습니다. 있는 스텝: {steps}.',
    'no-best-checkpoint':
      '“{folder}” 폴더에 검증한 체크포인트가 없어 가장 좋은 것을 고를 수 없습니다. 가장 최근 것이나 스텝을 고르세요.',
    'export-needs-labels':
      '스텝 {step}의 체크포인트에는 무엇으로 학습했는지가 없습니다. 이전 버전의 Unroll이 저장한 것입니다. 한 스텝 더 학습한 다음 새로 저장된 체크포인트를 내보내세요.',
    'export-differs':
      '“{path}” 파일을 저장했지만 체크포인트와 다르게 답합니다. 최대 차이가 출력 범위의 {difference}배입니다. 쓰지 말고 알려 주세요.',
    'export-not-run': '“{path}” 파일을 저장했지만 다시 실행해 확인하지 못했습니다. 이유: {reason}',
    'export-exists': '“{path}” 이름은 이미 쓰이고 있으며 덮어쓰지 않습니다. 다른 이름을 고르세요.',
    'no-model': '이 실행에는 체크포인트가 없어 볼 모델이 없습니다.',
    'too-many-for-eigenvalues': 'W의 고윳값은 은닉 유닛 {largest}개까지 구합니다. 이 신경망에는 {nh}개가 있습니다.',
    'too-many-cells': '원소가 너무 많아 몇 분이 걸립니다. 텐서마다 {fewer}개를 비교하거나 시점 수를 줄이세요.',
    'no-longer-held': '묻는 대상이 더는 남아 있지 않습니다. 신경망을 다시 전개했습니다.',
    'not-finite': '스텝 {step}의 {tensor}에 NaN이나 무한대가 있습니다. 그 이전 체크포인트를 보세요.',
    'checkpoint-gone': '스텝 {step}의 체크포인트는 이제 없습니다. 오래된 것은 새것에 자리를 내줍니다.',
    'gradient-too-large': '그래디언트가 float64로 나타낼 수 없을 만큼 큽니다. 시점 수를 줄이세요.',
    'loss-not-finite': '손실이 유한하지 않습니다. 시점 수를 줄이거나 그 이전 체크포인트를 보세요.',
    'network-too-large': '신경망이 너무 커서 이 질문에 답할 수 없습니다.',
    'too-many-steps': '신경망이 너무 커서 {tau}시점을 볼 수 없습니다. {steps}시점 이하로 보세요.',
    'file-missing': '선택한 파일이 없습니다. 파일을 선택하거나 내장 데이터를 쓰세요.',
    'file-unreadable': '“{path}” 파일을 읽을 수 없습니다: {reason}. 경로를 확인하거나 다른 파일을 선택하세요.',
    'gzip-damaged':
      '“{path}” 파일은 gzip 파일처럼 시작하지만 데이터가 손상되었거나 잘렸습니다. 파일을 다시 받으세요. 텍스트로 열면 바이트로 읽을 수 있습니다.',
    'file-empty': '“{name}” 파일이 비어 있습니다. 텍스트가 들어 있는 파일을 선택하세요.',
    'file-binary':
      '“{name}” 파일은 텍스트가 아닙니다. 널(0x00) 바이트가 들어 있습니다. 일반 텍스트 파일(.txt, .csv)을 선택하세요. 텍스트로 열면 바이트로 읽을 수 있습니다.',
    'file-kind':
      '“{name}” 파일은 일반 텍스트가 아니라 {what} 파일입니다. CSV나 일반 텍스트(UTF-8)로 저장한 파일을 선택하세요. 텍스트로 열면 바이트로 읽을 수 있습니다.',
    'workbook-too-large': '“{name}” 파일은 압축을 풀면 0.5 GB가 넘습니다. 시트를 CSV로 저장한 파일을 선택하세요.',
    'workbook-damaged': '“{name}” 파일은 손상된 엑셀 파일입니다. .xlsx나 CSV로 다시 저장하세요.',
    'workbook-encrypted':
      '“{name}” 파일은 암호로 보호되어 있습니다. 원래 프로그램에서 암호 없이 저장한 파일을 선택하세요.',
    'sheet-unknown': '“{name}”에 “{sheet}” 시트가 없습니다. 시트: {sheets}.',
    'file-too-large':
      '“{path}” 파일은 압축을 풀면 2.1 GB가 넘어 압축된 채로는 읽을 수 없습니다. 압축을 풀어 그 파일을 선택하세요.',
    'text-too-long':
      '“{name}” 파일은 5억 3600만 바이트가 넘어 여기에서 한 번에 읽을 수 없습니다. 나눈 뒤 한 부분을 선택하세요.',
    'encoding-unknown':
      '“{name}” 파일을 “{label}” 인코딩으로 읽을 수 없습니다. 그런 인코딩이 없습니다. UTF-8 등 다른 인코딩을 고르세요.',
    'utf8-damaged':
      '“{name}” 파일은 UTF-8이지만 {line}번째 줄에 UTF-8이 아닌 바이트(0x{byte})가 있습니다. 편집기에서 그 줄을 고쳐 UTF-8로 저장하세요.',
    'file-twice':
      '텍스트의 파일 가운데 “{name}” 파일을 두 번 적었습니다. 같은 텍스트를 학습하면서 검증에도 쓰게 되니 한 번만 적으세요.',
    'held-out-joined':
      '“{name}”의 파일을 하나의 시퀀스로 이었으므로 파일 단위로 검증에 쓸 수 없습니다. 파일을 따로 두거나 비율로 정하세요.',
    'folder-empty': '“{name}” 폴더가 비어 있습니다. 텍스트가 들어 있는 폴더를 선택하세요.',
    'folder-without-texts': '“{name}” 폴더에 읽을 수 있는 텍스트가 없습니다({files}). 다른 폴더를 선택하세요.',
    'too-many-files':
      '“{name}” 폴더에 파일이 {most}개보다 많습니다. 파일이 더 적은 폴더를 고르거나 한 파일로 합치세요.',
    'several-tables':
      '“{name}” 폴더에 표가 들어 있습니다. 표는 한 번에 하나만 읽습니다. 표를 한 파일에 이어 쓰고 행마다 원래 파일을 적은 열을 더하면, 그 열이 시퀀스를 구별합니다.',
    'text-too-short':
      '“{name}” 파일은 {characters}자뿐이라 학습하고 검증하기에 너무 짧습니다. 더 긴 텍스트를 선택하세요.',
    'too-many-symbols':
      '“{name}”에는 서로 다른 글자가 {maximum}개보다 많아 텍스트로 보기 어렵습니다. 일반 텍스트 파일을 선택하세요.',
    'symbols-unknown':
      '이 신경망이 학습한 텍스트에 없는 기호입니다: {symbols}. 텍스트에 있는 기호 {count}개만 쓰거나 이 기호들을 빼세요.',
    'table-empty': '“{name}” 파일에 행이 없습니다. 표가 들어 있는 파일을 선택하세요.',
    'quotation-mark': '“{name}” {line}번째 줄: 셀을 여는 따옴표가 닫히지 않았습니다. 닫거나 지우세요.',
    'row-too-long':
      '“{name}” {line}번째 줄: 셀이 {cells}개인데 첫 행은 {columns}개입니다. 그 줄을 고치거나 다른 구분자를 고르세요(소수점이 쉼표이면 열 사이는 “;”이어야 합니다).',
    'rows-too-long':
      '“{name}” {line}번째 줄: 셀이 {cells}개인데 첫 행은 {columns}개입니다. 이런 줄이 {count}개 있습니다({places}번째 줄). 그 줄들을 고치거나 다른 구분자를 고르세요(소수점이 쉼표이면 열 사이는 “;”이어야 합니다).',
    'rows-none': '“{name}”에는 이름 줄({names})만 있고 그 아래에 행이 없습니다. 숫자 행이 있는 파일을 고르세요.',
    'json-too-large': '“{name}”은 {most} MB가 넘는 JSON입니다. CSV로 내보내 그 파일을 고르세요.',
    'json-damaged': '“{name}” {line}번째 줄 {column}번째 글자: JSON이 아닙니다. 그 줄을 고치세요.',
    'json-shape':
      '“{name}”은 JSON이지만 단순한 객체나 숫자의 목록도, 한 줄에 객체 하나씩인 파일도 아닙니다. CSV로 내보내 그 파일을 고르세요.',
    'json-nested':
      '“{name}” {line}번째 줄: “{key}”에 객체나 목록이 들어 있습니다. 표의 셀에는 글자, 숫자, true, false, null만 들어갈 수 있습니다. CSV로 내보내 그 파일을 고르세요.',
    'across-none': '“{name}”에는 이름이 시간인 열이 없어 돌릴 수 없습니다.',
    'same-sign': '“{name}”: 소수점과 천 단위 구분에 같은 기호({sign})를 쓸 수 없습니다. 둘 중 하나를 바꾸세요.',
    'column-unknown': '“{name}”에 “{column}” 열이 없습니다. 숫자로 된 열: {numeric}.',
    'column-not-numeric': '“{name}”의 “{column}” 열은 숫자가 아닙니다. 숫자로 된 열: {numeric}.',
    'no-numeric-column':
      '“{name}”에 숫자로 된 열이 없습니다. 구분자와 소수점을 확인하세요(소수점이 쉼표이면 열 사이는 “;”이어야 합니다).',
    'nothing-to-learn':
      '“{name}”에 신경망이 배울 수 있는 숫자 열이 없습니다(열: {columns}). 구분자와 소수점, 열의 역할을 확인하세요.',
    'value-out-of-range':
      '“{name}” {line}번째 줄: “{column}” 열의 값이 학습할 수 있는 범위(10^-150 ~ 10^150)를 벗어납니다: {value}. 열을 일정한 수로 나누세요.',
    'gaps-open':
      '“{name}”에 빈 값이 있습니다. 열마다 빈 값의 개수와 처음 몇 줄의 번호: {all}. 빈 값을 어떻게 할지 정하거나 다른 열을 고르세요.',
    'gap-without-flag':
      '“{name}”의 “{column}” 열에 빈 값이 있지만, 학습할 때 이 열에는 빈 값이 없어 신경망에 그 표시 입력이 없습니다. 먼저 파일에서 빈 값을 채우세요.',
    'gaps-nothing-known':
      '“{name}”의 “{column}” 열은 학습하는 행에 값이 하나도 없습니다. 더 많은 행으로 학습하거나 이 열을 빼세요.',
    'gaps-held-out': '“{name}”에서 검증용으로 떼어 둔 목표가 모두 빈 값이라 잴 수 없습니다. 다른 부분을 떼어 두세요.',
    'gaps-no-targets':
      '배치 {count}개가 이어지도록 목표가 모두 빈 값입니다. 모든 단계에서 출력을 읽거나, 시퀀스 길이를 {tau}과(와) 다르게 하세요.',
    'score-nothing-known': '“{name}”의 “{column}” 열에는 첫 행 다음에 아는 값이 하나도 없어 잴 수 없습니다.',
    'several-sequences':
      '“{name}”에 시퀀스 {count}개가 위아래로 이어져 있습니다. {line}번째 줄에서 시간이 다시 시작하는데, 어느 행이 한 시퀀스인지 알려 주는 열이 없습니다. 시퀀스의 이름을 적은 열을 파일에 넣고 그 열의 역할을 “그룹”으로 고르세요.',
    'no-such-group': '데이터에 “{group}” 그룹이 없습니다. 있는 그룹: {groups}.',
    'split-no-time':
      '“{name}”에 시간을 나타내는 열이 없어 {from}부터를 검증용으로 떼어 둘 수 없습니다. 어떤 열에 시간 역할을 주거나 비율로 나누세요.',
    'split-time-unreadable': '“{from}” 값은 “{name}”의 시간이 아닙니다. {example}처럼 쓰세요.',
    'split-unknown-group': '“{name}”에는 “{group}” 그룹이 없어 떼어 둘 수 없습니다. 있는 그룹: {groups}.',
    'split-nothing-to-train':
      '“{name}”에서 검증용을 떼어 두면({how}) 학습할 것이 남지 않습니다. 학습할 행이 두 개 이상인 시퀀스가 있어야 합니다. 검증용을 줄이세요.',
    'split-nothing-held-out':
      '“{name}”에서 이렇게 나누면({how}) 검증용이 하나도 없습니다. 처음 보는 데이터로 신경망을 잴 수 있게 검증용을 늘리세요.',
    'label-changes':
      '“{name}” {line}번째 줄: “{group}” 시퀀스의 “{column}” 열에서 레이블이 “{label}”인데 {first}번째 줄에서는 “{before}”입니다. 시퀀스의 레이블은 하나여야 합니다. 표를 고치거나 레이블 또는 그룹으로 다른 열을 고르세요.',
    'label-missing':
      '“{name}” {line}번째 줄: “{group}” 시퀀스의 “{column}” 열에 레이블이 없습니다. 한 행에라도 레이블을 쓰거나 시퀀스를 지우세요.',
    'groups-too-many':
      '“{column}” 열에 서로 다른 글자가 {most}개 이상이라 시퀀스 이름으로 쓸 수 없습니다. 시퀀스에 번호를 붙이거나 파일을 나누세요.',
    'label-unknown':
      '“{name}” {line}번째 줄: 신경망이 모르는 레이블입니다(“{column}” 열, “{label}”). 아는 레이블: {known}.',
    'labels-alike':
      '“{name}”의 모든 시퀀스에서 “{column}” 열의 레이블이 “{label}”입니다. 배울 것이 없으니 다른 열이나 레이블이 여럿인 표를 고르세요.',
    'labels-no-classes':
      '“{name}”의 “{column}” 열에 있는 레이블은 {value} 같은 소수입니다. 레이블 종류를 “수”로 고르세요.',
    'labels-no-numbers':
      '“{name}”의 “{column}” 열에 있는 레이블은 수가 아닙니다(처음은 “{cell}”). 레이블 종류를 “범주”로 고르세요.',
    'labels-no-groups':
      '“{name}”에 시퀀스를 구별하는 열이 없어 시퀀스의 레이블을 알 수 없습니다. 어떤 열에 그룹 역할을 주세요.',
    'labels-none':
      '“{name}”에 시퀀스마다 한 값이면서 시퀀스에 따라 다른 열이 없습니다. 레이블 열에 목표 역할을 주세요.',
    'labels-several':
      '“{name}”의 {columns} 열이 모두 목표이지만 시퀀스의 레이블은 하나입니다. 목표로 한 열만 고르세요.',
    'labels-known-ahead':
      '“{name}”의 “{column}” 열은 미리 아는 입력이 될 수 없습니다. 레이블 다음에는 시점이 없습니다. “입력” 역할을 고르세요.',
    'labels-gaps-keep':
      '“{name}”: 시퀀스마다 레이블이 하나일 때는 빈 값을 그대로 둘 수 없습니다. 채우거나 그 행을 빼세요.',
    'labels-scaling': '“{name}”: “{column}” 열은 레이블이므로 입력처럼 정규화할 수 없습니다. 이 열의 정규화를 빼세요.',
    'labels-split-time':
      '“{name}”에서는 시퀀스마다 레이블이 하나여서 시퀀스를 통째로 떼어 둡니다. {from}부터 떼어 둘 수 없으니 그룹이나 비율을 고르세요.',
    'labels-split-empty':
      '“{name}”에는 레이블이 있는 시퀀스가 {count}개이고 그 가운데 {trained}개로 학습합니다. 학습용과 검증용이 하나 이상씩 있어야 합니다.',
    'label-only-held-out':
      '“{name}”: “{column}” 열의 레이블 “{label}”은 검증용 시퀀스에만 있어 배울 수 없습니다. 다른 그룹을 떼어 두세요.',
    'step-twice':
      '“{name}” {line}번째 줄: “{group}” 시퀀스의 “{column}” 열에 {first}번째 줄과 같은 시점이 있어 행의 순서를 알 수 없습니다. 시점을 고치거나, 파일의 순서를 쓰려면 그 열을 “제외”로 두세요.',
    'sequence-without-rows':
      '“{name}”: “{group}” 시퀀스에는 빈 값이 없는 행이 없어 남는 것이 없습니다. 빈 값을 다르게 처리하거나 시퀀스를 지우세요.',
    'labelled-too-long':
      '“{name}”: “{group}” 시퀀스는 {longest}행인데 시퀀스 길이가 {tau}입니다. 레이블은 마지막 행까지 읽어야 알 수 있으니 시퀀스 길이를 {longest} 이상으로 하세요.',
    'sequences-unknown':
      '이 실행의 검증용 시퀀스는 데이터 파일에 있습니다. 데이터 파일을 찾거나 다른 파일을 평가하세요.',
    'exposure-one-label':
      '시퀀스마다 레이블이 마지막 시점 뒤에 하나뿐입니다. 그 전에 되먹이는 출력이 없어 비교할 두 방식이 없습니다.',
    'value-missing':
      '“{name}” {line}번째 줄: “{column}” 열에 값이 없습니다. 빈 셀을 채우거나 그 줄을 지우거나 다른 열을 고르세요.',
    'value-not-number':
      '“{name}” {line}번째 줄: “{column}” 열의 “{cell}” 값은 숫자가 아닙니다. 고치거나 그 줄을 지우거나 다른 열을 고르세요.',
    'forecast-from': '예측은 이르면 2행 다음, 늦으면 {rows}행 다음에서 시작합니다.',
    'forecast-season':
      '계절 주기가 {season}행이면 데이터가 {rows}행뿐이라 백테스트를 시작할 행이 없습니다. 계절 주기는 {longest}행까지만 쓸 수 있습니다.',
    'forecast-horizon': '예측은 {longest}행 앞까지만 할 수 있습니다.',
    'forecast-inputs':
      '이 신경망은 {columns} 열도 읽는데, 알려진 마지막 행 다음의 값은 알 수 없습니다. 1행만 예측하거나, 역할을 “목표”로 하거나(그러면 이 열도 예측합니다) “미리 아는 입력”으로 하여 학습하세요.',
    'forecast-future':
      '예측에는 {first}행부터 {last}행까지 {columns} 열의 값이 필요하지만 데이터에 하나도 없습니다. 목표는 비우고 이 열만 채운 행을 데이터 파일에 덧붙이거나 그런 파일을 고르세요.',
    'forecast-future-ends':
      '예측에는 {first}행부터 {last}행까지 {columns} 열의 값이 필요하지만 데이터에는 처음 {known}개만 있습니다. 목표는 비우고 이 열만 채운 행을 데이터 파일에 덧붙이거나, 그런 파일을 고르거나, {known}행만 예측하세요.',
    'future-needless': '이 신경망은 미리 아는 입력을 읽지 않습니다. “{name}” 파일을 빼세요.',
    'future-over': '“{name}”에는 데이터의 마지막 행({last}) 다음의 행이 없습니다. 그다음부터 이어지는 파일을 고르세요.',
    'future-gap':
      '“{name}” 파일은 {found}부터 이어지는데, 마지막 행({last})의 다음은 {next}입니다. 사이의 행을 채우세요.',
    'inputs-unknown': '이 신경망은 {columns} 열도 읽는데, 그 값은 데이터에 있습니다. 데이터 파일을 찾으세요.',
    'text-to-read-short': '읽을 텍스트에는 신경망이 아는 기호가 두 개 이상 있어야 합니다.',
    'text-no-longer-held': '다른 텍스트를 읽어서 이 텍스트는 더는 남아 있지 않습니다. 다시 읽으세요.',
    'no-such-unit': '은닉 유닛은 {count}개입니다.',
    'log-not-positive':
      '“{name}” {row}행: “{column}” 열의 값 {value}에는 로그가 없습니다. 다른 변환을 고르거나 양수로 된 열을 고르세요.',
    'level-unknown':
      '이 실행의 신경망은 변화량을 이어 가는데, 데이터가 없어 시작할 값이 없습니다. 데이터 파일을 찾으세요.',
    'series-too-short':
      '“{name}”에는 숫자로 된 행이 {rows}개뿐이라 학습하고 검증하기에 너무 짧습니다. 더 긴 시계열을 선택하세요.',
    'sequence-too-long':
      '학습 부분이 {pairs}시점이라 길이 {tau}인 시퀀스가 들어가지 않습니다. 시퀀스 길이를 {pairs} 이하로 하거나 더 긴 데이터를 선택하세요.',
    'sequence-too-short':
      '과제 “{task}”에는 길이가 {minimumLength} 이상인 시퀀스가 필요합니다. 지금은 {tau}입니다. 시퀀스 길이를 늘리세요.',
    'readout-mismatch':
      '“{name}”의 목표에는 출력 시점 “{wanted}” 설정이 맞지만 모델의 출력 시점은 “{readout}”입니다. “{wanted}” 쪽을 고르세요.'
  }
}
