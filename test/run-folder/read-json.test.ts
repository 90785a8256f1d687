// What a person reads who has made a slip in an experiment written by hand. The words do not depend on the version of V8.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { readJson } from '../../src/run-folder/read-json'
import { DamagedFile } from '../../src/run-folder/record'
import { reasonIn } from '../../src/shared/reasons'
import { temporaryFolder } from '../trainer/support'

function faultOf(text: string): string {
  const file = join(temporaryFolder(), 'experiment.json')
  writeFileSync(file, text)
  try {
    readJson(file, z.unknown())
  } catch (error) {
    if (error instanceof DamagedFile) return error.reason
    throw error
  }
  throw new Error(`${text} was read`)
}

it.each([
  ['{"a": ', 'a value is missing (line 1, column 7)', '값이 빠졌습니다(1번째 줄 7번째 글자)'],
  [
    '{\n  "a": 1,\n}',
    'a name in double quotes is missing (line 3, column 1)',
    '이름이 빠졌습니다(3번째 줄 1번째 글자)'
  ],
  ['{a: 1}', 'there is a word that JSON does not know', 'JSON에 없는 낱말이 있습니다'],
  ["{'a': 1}", '(names and texts need double quotes) (line 1, column 2)', '큰따옴표가 필요합니다'],
  ['{"a": NaN}', 'there is a word', 'JSON에 없는 낱말'],
  ['{"a": 1\n "b": 2}', 'a comma is missing (line 2, column 2)', '쉼표(,)가 빠졌습니다(2번째 줄 2번째 글자)'],
  ['{"a" 1}', 'a colon is missing (line 1, column 6)', '쌍점(:)이'],
  ['{"a": 1}}', 'something stands after the end (line 1, column 9)', '끝난 뒤에'],
  ['{"a": 1', 'a closing brace } is missing', '닫는 중괄호'],
  ['[1', 'a closing bracket ] is missing', '닫는 대괄호'],
  ['{"a": 1 // one\n}', 'there is a comment, which JSON does not have', '주석이 있습니다'],
  ['{"a": "C:\\x"}', 'a path needs \\\\', '경로에는 \\\\를'],
  ['{"a": "b', 'the closing double quote of a text is missing', '닫는 큰따옴표'],
  ['{"a": "\\u12"}', 'four hexadecimal digits', '16진수 네 자리'],
  ['{"a": "\t"}', 'another control character', '제어 문자'],
  ['{"a": 1.}', 'a number breaks off', '숫자가 도중에'],
  [' \n', 'it is empty', '비어 있습니다'],
  ['['.repeat(1_000_000), 'it is not JSON', 'JSON이 아닙니다']
])('%j: says what is missing, and where', (text, english, korean) => {
  const fault = faultOf(text)
  expect(fault).toContain(english)
  expect(reasonIn('ko', fault)).toContain(korean)
})
