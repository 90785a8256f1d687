// 표와 텍스트에 대한 알림, 열의 역할을 정한 이유. 키는 data/table/warnings.ts의 코드이며 영어 문장은 알림 안에 있습니다.

export default {
  remarks: {
    warnings: {
      'not-numbers':
        '“{column}” 열: 숫자가 아닌 셀이 {count}개 있습니다({places}번째 줄, 처음은 “{cell}”). 빈 값으로 봅니다.',
      gaps: '“{column}” 열: 빈 값이 {count}개 있습니다({places}번째 줄). 학습하기 전에 어떻게 할지 정하세요.',
      'gaps-chosen': '“{column}” 열: 빈 값이 {count}개 있습니다({places}번째 줄). 고른 방법대로 처리합니다.',
      sentinel:
        '“{column}” 열: 다른 값과 동떨어진 {value} 값이 {count}개 있습니다({places}번째 줄). 빈 값으로 추정합니다.',
      'out-of-range':
        '“{column}” 열에 학습할 수 있는 범위(10^-150 ~ 10^150)를 벗어난 값이 있습니다: {value}({places}번째 줄). 이 열은 뺍니다. 쓰려면 일정한 수로 나누세요.',
      'series-restart':
        '시간이 {count}번 처음으로 돌아갑니다. 처음은 {line}번째 줄입니다. 시퀀스를 구별하는 열이 없어 서로 다른 시퀀스가 이어집니다. 구별하는 열을 추가하세요.',
      'group-open':
        '“{column}” 열이 시퀀스 {count}개를 구별하지만 그룹으로 고르지 않았습니다. 서로 다른 시퀀스의 행이 이어집니다.',
      'labels-guessed': '“{column}” 열은 시퀀스 {count}개마다 한 값입니다. 시퀀스마다 하나인 레이블로 추정합니다.',
      'labels-possible':
        '“{column}” 열은 시퀀스 {count}개마다 한 값이라 시퀀스의 레이블로 보입니다. 행을 읽고 이 값을 맞히게 하려면 배울 것을 “레이블”로 바꾸세요.',
      'label-varies':
        '“{column}” 열은 시퀀스 {others}개에서는 시퀀스마다 한 값인데, {count}개에서는 값이 바뀝니다({places}번째 줄). 그래서 레이블로 배우지 않습니다. 레이블이라면 표를 고치세요.',
      'label-alone': '“{column}” 열은 모든 시퀀스에서 “{label}”입니다. 레이블로는 배울 것이 없습니다.',
      'label-in-some-rows':
        '“{column}” 열: 레이블이 없는 셀이 {count}개 있습니다({places}번째 줄). 같은 시퀀스의 다른 행에 있는 레이블을 씁니다.',
      'labels-alike-but-case':
        '“{column}” 열: 레이블 {labels}은 대소문자만 다릅니다. 서로 다른 클래스로 보니, 아니라면 표를 고치세요.',
      'labels-unmeasured':
        '“{column}” 열: 레이블이 {labels}인 검증용 시퀀스가 없어, 이 레이블에 대해 배운 것은 잴 수 없습니다.',
      'held-out-unread':
        '검증 데이터를 떼어 두지 못했습니다. “{from}” 값은 이 표의 시간이 아닙니다. {example}처럼 쓰세요.',
      'time-unordered':
        '시간이 {count}번 거꾸로 갑니다. 처음은 {line}번째 줄입니다. 행을 “{column}” 순으로 정렬합니다.',
      'time-unreadable':
        '“{column}” 열: 시간이 없는 행이 {count}개 있습니다({places}번째 줄). 바로 앞 행의 다음에 둡니다.',
      'time-reversed': '가장 최근 행이 맨 위에 있습니다. “{column}” 값이 커지도록 행을 거꾸로 읽습니다.',
      'hour-twice':
        '시간이 한 시간 이내로 {count}번 거꾸로 갑니다. 처음은 {line}번째 줄입니다. 서머타임이 끝날 때와 같습니다. 행의 순서는 그대로 둡니다.',
      'time-repeats': '같은 시간이 {count}번 되풀이됩니다. 처음은 {line}번째 줄입니다. 행은 그대로 둡니다.',
      'time-jumps': '빠진 행이 있거나 시간 간격이 고르지 않은 곳이 {count}군데 있습니다. 처음은 {line}번째 줄입니다.',
      'time-joined': '{columns} 열은 한 시간의 부분이므로 합쳐서 읽습니다.',
      'time-across': '열 이름이 시간입니다({first} ~ {last}). 시간이 가로로 가는데 세로로 읽습니다.',
      'across-left':
        '{columns} 열에도 숫자가 있지만 돌리지 않습니다. 이름이 다른 열에 이어지는 시간이 아닙니다. 시간이라면 이름을 다른 열처럼 쓰세요.',
      'last-without-time':
        '마지막 행 {count}개({line}번째 줄부터)에는 시간이 없습니다. 합계일 수도 있지만 학습에 씁니다. 합계라면 파일에서 지우세요.',
      'decimals-split':
        '머리글이 셀보다 하나 적고 마지막 두 셀이 정수입니다. 소수점이 쉼표인 한 숫자가 아니라 두 열로 추정합니다. 쉼표가 소수점이면 열 사이에 “;”을 쓰세요.',
      'units-mixed': '“{column}” 열: 셀마다 단위가 다릅니다({units}). 숫자를 적힌 그대로 읽습니다. 추정한 것입니다.',
      'time-guessed': '“{column}” 열을 시간으로 추정합니다.',
      'rows-grouped':
        '“{column}” 열은 서로 다른 시퀀스 {count}개를 구별합니다. 시퀀스마다 따로 읽으며, 상태는 시퀀스가 바뀔 때마다 처음부터 시작합니다.',
      'day-month-guessed': '날짜에서 일과 월을 바꿔 읽을 수도 있습니다. 순서는 추정한 것입니다.',
      'year-guessed': '날짜에서 연·월·일을 바꿔 읽을 수도 있습니다. 순서는 추정한 것입니다.',
      'comma-either': '줄마다 정수 두 개와 쉼표가 있습니다. 소수인지 두 열인지는 추정한 것입니다.',
      'signs-guessed': '“{column}” 열: “{cell}” 같은 셀은 두 가지로 읽을 수 있습니다. 읽은 방식은 추정한 것입니다.',
      'digits-dated':
        '“{column}” 열: 여섯 자리 숫자를 날짜({form})로 읽습니다. 그렇게 읽을 때 시간이 가장 고르게 흐르기 때문입니다. 추정한 것입니다. 다른 날짜라면 2020-12-31처럼 쓰는 것이 가장 확실합니다.',
      'truths-guessed': '“{column}” 열: 예·아니오를 뜻하는 말을 1과 0으로 읽습니다. 추정한 것입니다.',
      'sheet-guessed':
        '통합 문서에 시트가 {count}개 있습니다. 표처럼 보이는 첫 시트인 “{sheet}”을 읽습니다. 추정한 것입니다.',
      'header-guessed': '첫 행({names})이 아래 행과 맞지 않아 열 이름으로 추정합니다.',
      'header-repeated': '머리글이 {count}번 되풀이됩니다. 처음은 {line}번째 줄입니다. 건너뜁니다.',
      'rows-beside-header':
        '머리글 옆에 단위나 주석인 행이 {count}개 있습니다. 처음은 {line}번째 줄(“{cell}”)입니다. 건너뜁니다.',
      'rows-total': '합계나 주석인 행이 {count}개 있습니다. 처음은 {line}번째 줄(“{cell}”)입니다. 건너뜁니다.',
      'formulas-open':
        '결과가 저장되지 않은 수식이 {count}개 있어 빈 값으로 봅니다. 원래 프로그램에서 열어 다시 저장하세요.',
      durations: '길이(경과 시간) 형식의 셀 {count}개를 시간 단위의 숫자로 읽습니다.',
      'records-counted':
        '파일의 한 줄에 레코드가 여러 개 있습니다. 여기서 1번째 줄은 첫 레코드, 2번째 줄은 둘째 레코드입니다.',
      'rows-short':
        '끝이 모자라는 행이 {count}개 있습니다. 처음은 {line}번째 줄입니다. 모자라는 셀은 빈 값으로 봅니다.',
      'ahead-guessed': '{columns} 열은 다른 열의 마지막 값 뒤에도 값이 있어 미리 아는 입력으로 추정합니다.',
      'future-rows':
        '마지막 행 {count}개에는 목표가 없습니다. 학습에 쓰지 않고, 예측할 때 {columns} 열의 앞날 값으로 씁니다.',
      'column-constant': '“{column}” 열은 학습할 모든 행에서 {value}입니다. 손실이 실제보다 좋아 보이게 하므로 뺍니다.',
      'differences-lost':
        '“{column}” 열: 값이 {value}와 16자리 안에서 같아 차이를 계산할 수 없습니다. 이 열은 뺍니다. 쓰려면 파일에서 일정한 수를 빼세요.',
      'column-left-out': '“{column}” 열은 뺍니다. {reason}.',
      'names-repeated': '머리글에 “{column}” 이름이 여러 번 있습니다. 뒤의 이름에는 번호를 붙입니다.',
      'row-names': '머리글이 셀보다 하나 적습니다. 첫 열을 행 이름으로 봅니다.',
      'utf8-damaged':
        'UTF-8 파일이지만 {line}번째 줄에 UTF-8이 아닌 바이트(0x{byte}, 위치 {offset})가 있습니다. 모두 {count}군데입니다. 기호(U+FFFD)로 바꾸거나 파일을 고치세요.',
      'utf8-cut': '파일이 한 문자의 중간(위치 {offset})에서 끝납니다. 그 문자는 뺍니다.',
      'bytes-gzip-unpacked': 'gzip으로 압축된 파일입니다. 압축을 푼 바이트를 읽습니다.',
      'bytes-gzip-damaged': 'gzip 파일처럼 시작하지만 압축을 풀 수 없습니다. 파일의 바이트를 그대로 읽습니다.',
      'bytes-not-utf8':
        '바이트가 UTF-8 텍스트가 아닙니다. 시작 텍스트는 언제나 UTF-8로 쓰고, 표본에서 UTF-8이 아닌 바이트는 U+FFFD로 보입니다.',
      'text-normalised': '글자와 부호로 나뉘어 적힌 문자 {count}개를 하나로 합칩니다(NFC).',
      'line-ends': '줄 끝이 {found}입니다. LF로 읽습니다.',
      'symbols-merged':
        '{minimum}번보다 적게 나오는 기호 {count}개(문자 {characters}개)를 기호 하나(U+FFFD)로 합칩니다.',
      'looks-like-table': '표처럼 보입니다. 일반 텍스트로 읽습니다.',
      'looks-like': '{what} 파일로 보입니다. 태그까지 모두 일반 텍스트로 읽습니다.'
    },
    reasons: {
      chosen: '직접 고른 역할',
      numbers: '숫자가 들어 있음',
      'per-cent': '퍼센트 값이 들어 있음',
      fractions: '숫자가 들어 있으며 퍼센트는 비율로 읽음',
      measures: '단위({unit})가 붙은 숫자이며 숫자만 읽음',
      money: '금액이 들어 있음',
      dates: '날짜나 시간이 들어 있음',
      'other-dates': '날짜이지만 행의 시간이 아님',
      part: '날짜의 한 부분이며 다른 열과 합침',
      'time-name': '이름과 값이 시간임',
      counter: '차례로 세기만 함(추정)',
      rises: '커지거나 작아지기만 함(추정)',
      labels: '차례로 세는 이름(추정)',
      group: '서로 다른 시퀀스 {count}개를 구별함',
      empty: '값이 없음',
      words: '숫자가 아니라 글자({count}가지)가 들어 있음',
      'one-a-row': '한 행의 모든 셀에 한 값임',
      'goes-on': '목표가 끝난 뒤에도 값이 있음(추정)',
      truths: '참·거짓이 들어 있어 1과 0으로 읽음',
      'yes-or-no': '예·아니오를 뜻하는 말을 1과 0으로 읽음(추정)',
      'label-name': '이름이 레이블을 뜻함',
      'one-label': '시퀀스 {count}개마다 하나인 레이블임',
      'out-of-range': '학습할 수 있는 범위를 벗어난 값이 있음',
      constant: '학습할 모든 행에서 {value}',
      'differences-lost': '값이 {value}와 16자리 안에서 같음',
      label: '그룹 열처럼 시퀀스마다 한 값임',
      'row-number': '행 번호임',
      'another-time': '다른 열처럼 시간을 나타냄'
    }
  }
}
