// Reads the files in which a person says what the inputs and outputs of a network are.

import { z } from 'zod'
import { byteOf } from '../../model/byte-labels'
import { reason, reasons } from '../../shared/reasons'
import { inputLabel, type InputRole } from '../../model/table'
import { transforms } from '../../model/training'
import { readJson } from '../../run-folder/read-json'
import { scalingSchema } from '../checkpoint-file'
import { UnfitModel } from './found'

const symbols = z.array(z.string().min(1)).min(1)
const vocabularySchema = z.union([
  symbols,
  z.object({ symbols, unit: z.enum(['characters', 'bytes']).optional() }),
  // The number of each symbol.
  z.record(z.string(), z.int().min(0))
])
const scalingFileSchema = z
  .object({
    columns: z.array(z.string().min(1)).min(1),
    ...scalingSchema.shape,
    transform: z.enum(transforms).default('none'),
    deviation: z.array(z.number().positive())
  })
  .refine(
    ({ columns, mean, deviation, scalings = mean, roles = mean }) =>
      [mean, deviation, scalings, roles].every(({ length }) => length === columns.length),
    { message: reasons.scalingLengths.en }
  )

/**
 * The symbols in the order of the inputs, and whether they are bytes. Throws DamagedFile, and UnfitModel where a symbol is
 * no single character and no byte.
 */
export function readVocabulary(file: string): { symbols: string[]; unit: 'characters' | 'bytes' } {
  const stored = readJson(file, vocabularySchema)
  const all = symbolsOf(stored, file)
  const unit = 'unit' in stored && stored.unit === 'bytes' ? 'bytes' : 'characters'
  const long = all.find((symbol) => (unit === 'bytes' ? Number.isNaN(byteOf(symbol)) : [...symbol].length !== 1))
  if (long !== undefined) throw new UnfitModel(file, reason('longSymbol', { symbol: JSON.stringify(long) }))
  const twice = all.find((symbol, k) => all.indexOf(symbol) !== k)
  if (twice !== undefined) throw new UnfitModel(file, reason('symbolTwice', { symbol: JSON.stringify(twice) }))
  return { symbols: all, unit }
}

function symbolsOf(stored: z.infer<typeof vocabularySchema>, file: string): string[] {
  if (Array.isArray(stored)) return stored
  if (Array.isArray(stored.symbols)) return stored.symbols
  const inOrder = Object.entries(stored as Record<string, number>).sort(([, a], [, b]) => a - b)
  if (inOrder.some(([, number], k) => number !== k)) throw new UnfitModel(file, reason('symbolNumbers'))
  return inOrder.map(([symbol]) => symbol)
}

/** The columns, the names of inputs and outputs, and how the columns are scaled. Throws DamagedFile. */
export function readScaling(file: string) {
  const { columns, transform, mean, deviation, scalings, roles } = readJson(file, scalingFileSchema)
  const own: readonly InputRole[] = roles ?? columns.map(() => 'target')
  return {
    columns,
    transform,
    roles: own,
    inputLabels: columns.map((column, j) => inputLabel(column, own[j])),
    outputLabels: columns.filter((_, j) => own[j] === 'target'),
    scaling: { mean, deviation, ...(scalings && { scalings }), ...(roles && { roles }) }
  }
}
