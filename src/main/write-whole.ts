import { rename, rm, writeFile } from 'node:fs/promises'

/**
 * Temporary file, fsync, rename: after a kill, and on a full disk, there is the old file or the new one, never half
 * of one.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}`
  try {
    // Unlike a single write(), it goes on until every byte is out, or throws.
    await writeFile(temporary, text, { flush: true })
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
