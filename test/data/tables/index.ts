// Small tables of the kinds that people have, each with its right reading. A person has worked out the expected values
// by hand.

import iconv from 'iconv-lite'
import type { TableCase } from './case'
import { bytes } from './bytes'
import { dates } from './dates'
import { found } from './found'
import { gaps } from './gaps'
import { headers } from './headers'
import { json } from './json'
import { labelled } from './labelled'
import { others } from './others'
import { signs } from './signs'
import { stations } from './stations'
import { surroundings } from './surroundings'
import { times } from './times'

export const tableCases: readonly TableCase[] = [
  ...signs,
  ...dates,
  ...times,
  ...stations,
  ...json,
  ...labelled,
  ...headers,
  ...surroundings,
  ...bytes,
  ...gaps,
  ...others,
  ...found
]

export const bytesOf = ({ text, encoding }: TableCase): Uint8Array =>
  encoding === undefined ? new TextEncoder().encode(text) : iconv.encode(text, encoding)
