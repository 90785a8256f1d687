// What is wrong with a text that is not JSON, by the names that jsonc-parser gives. Part of the table of index.ts.

export const jsonReasons = {
  InvalidSymbol: {
    en: 'there is a word that JSON does not know (names and texts need double quotes)',
    ko: 'JSON에 없는 낱말이 있습니다(이름과 문자열에는 큰따옴표가 필요합니다)'
  },
  InvalidNumberFormat: { en: 'a number has a form that JSON does not know', ko: '숫자의 형식이 JSON에 맞지 않습니다' },
  PropertyNameExpected: { en: 'a name in double quotes is missing', ko: '큰따옴표로 묶은 이름이 빠졌습니다' },
  ValueExpected: { en: 'a value is missing', ko: '값이 빠졌습니다' },
  ColonExpected: { en: 'a colon is missing', ko: '쌍점(:)이 빠졌습니다' },
  CommaExpected: { en: 'a comma is missing', ko: '쉼표(,)가 빠졌습니다' },
  CloseBraceExpected: { en: 'a closing brace } is missing', ko: '닫는 중괄호 }가 빠졌습니다' },
  CloseBracketExpected: { en: 'a closing bracket ] is missing', ko: '닫는 대괄호 ]가 빠졌습니다' },
  EndOfFileExpected: { en: 'something stands after the end', ko: '끝난 뒤에 내용이 더 있습니다' },
  InvalidCommentToken: {
    en: 'there is a comment, which JSON does not have',
    ko: '주석이 있습니다. JSON에는 주석이 없습니다'
  },
  UnexpectedEndOfComment: {
    en: 'a comment begins, which JSON does not have',
    ko: '주석이 시작됩니다. JSON에는 주석이 없습니다'
  },
  UnexpectedEndOfString: {
    en: 'the closing double quote of a text is missing',
    ko: '문자열을 닫는 큰따옴표가 빠졌습니다'
  },
  UnexpectedEndOfNumber: { en: 'a number breaks off', ko: '숫자가 도중에 끊겼습니다' },
  InvalidUnicode: { en: '\\u is not followed by four hexadecimal digits', ko: '\\u 뒤에 16진수 네 자리가 없습니다' },
  InvalidEscapeCharacter: {
    en: 'a backslash stands before a sign that it cannot stand before (a path needs \\\\)',
    ko: '역슬래시 뒤에 올 수 없는 문자가 있습니다(경로에는 \\\\를 쓰세요)'
  },
  InvalidCharacter: {
    en: 'a text contains a line break or another control character',
    ko: '문자열 안에 줄바꿈이나 제어 문자가 있습니다'
  },
  notJsonAt: {
    en: 'it is not JSON: {reason} (line {line}, column {column})',
    ko: 'JSON이 아닙니다: {reason}({line}번째 줄 {column}번째 글자)'
  }
} as const
