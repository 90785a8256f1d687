import { expect, it } from 'vitest'
import { typedNumber } from '../../src/shared/typed-number'

it.each([
  ['0.5', 0.5],
  ['0,5', 0.5],
  [' 12 ', 12],
  ['-3', -3],
  ['−3', -3],
  ['1e-3', 1e-3],
  ['2E+4', 2e4],
  ['.5', 0.5],
  [',5', 0.5],
  ['5.', 5],
  ['0,125', 0.125],
  ['1,0005', 1.0005],
  ['12,5', 12.5]
])('"%s" is a number', (text, value) => expect(typedNumber(text)).toBe(value))

it.each([
  '',
  ' ',
  'abc',
  '12x',
  '1,234',
  '1,234.5',
  '1.234,5',
  '0,5,5',
  '0x10',
  '1_000',
  'NaN',
  'Infinity',
  '1 000',
  '--5',
  ','
])('"%s" is none', (text) => expect(typedNumber(text)).toBeNull())
