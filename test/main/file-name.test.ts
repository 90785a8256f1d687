import { expect, it } from 'vitest'
import { fileNameOf } from '../../src/main/file-name'

it.each([
  ['Moby Dick', 'Moby Dick'],
  ['고래와 바다', '고래와 바다'],
  ['a/b\\c:d', 'a-b-c-d'],
  ['a\u0000b\u001bc', 'a-b-c'],
  ['gpj.\u202etxt', 'gpj.-txt'],
  ['CON', 'CON_'],
  ['nul.txt', 'nul_.txt'],
  ['Console', 'Console'],
  ['...', 'run'],
  ['end. ', 'end'],
  ['', 'run']
])('%j becomes %j', (name, expected) => {
  expect(fileNameOf(name)).toBe(expected)
})

it('is never too long', () => {
  expect(Buffer.byteLength(fileNameOf('고'.repeat(200)))).toBeLessThanOrEqual(200)
})
