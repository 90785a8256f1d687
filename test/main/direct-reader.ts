import type { Reader } from '../../src/main/reader'
import { readings } from '../../src/main/readings'

/** Reads in the process itself, because a thread cannot load TypeScript sources. */
export const directReader: Reader = async (name, ...values) =>
  (readings[name] as (...all: unknown[]) => never)(...values)
