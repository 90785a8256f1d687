// Reads the files in which a person says what the inputs and outputs of a network are.

import { z } from 'zod'
import { reason, reasons } from '../../shared/reasons'
import { readJson } from '../../run-folder/read-json'
import { UnfitModel } from './found'

const symbols = z.array(z.string().min(1)).min(1)
const vocabularySchema = z.union([
  symbols,
  z.object({ symbols }),
  // The number of each symbol.
  z.record(z.string(), z.int().min(0))
])
const scalingSchema = z
  .object({
    columns: z.array(z.string().min(1)).min(1),
    mean: z.array(z.number()),
    deviation: z.array(z.number().positive())
  })
  .refine(({ columns, mean, deviation }) => columns.length === mean.length && columns.length === deviation.length, {
    message: reasons.scalingLengths.en
  })

/** The symbols in the order of the inputs. Throws DamagedFile, and UnfitModel where a symbol is not a single character. */
export function readVocabulary(file: string): string[] {
  const all = symbolsOf(readJson(file, vocabularySchema), file)
  const long = all.find((symbol) => [...symbol].length !== 1)
  if (long !== undefined) throw new UnfitModel(file, reason('longSymbol', { symbol: JSON.stringify(long) }))
  const twice = all.find((symbol, k) => all.indexOf(symbol) !== k)
  if (twice !== undefined) throw new UnfitModel(file, reason('symbolTwice', { symbol: JSON.stringify(twice) }))
  return all
}

function symbolsOf(stored: z.infer<typeof vocabularySchema>, file: string): string[] {
  if (Array.isArray(stored)) return stored
  if (Array.isArray(stored.symbols)) return stored.symbols
  const inOrder = Object.entries(stored as Record<string, number>).sort(([, a], [, b]) => a - b)
  if (inOrder.some(([, number], k) => number !== k)) throw new UnfitModel(file, reason('symbolNumbers'))
  return inOrder.map(([symbol]) => symbol)
}

/** Names, means and deviations of the columns. Throws DamagedFile. */
export const readScaling = (file: string): z.infer<typeof scalingSchema> => readJson(file, scalingSchema)
