// How much memory the reading of a table takes. The constants were measured (npm run stress -- big-data).

/** Bytes for each character of the rows from which a table is understood: their cells are texts. */
const bytesOfSampled = 14
/** Bytes for each byte of a workbook that is unpacked, or of JSON: texts, and the table that is made of them. */
const bytesOfMade = 5
/** Bytes for each byte of a file that was packed: unpacked and packed it lies in memory. */
export const bytesOfHeld = 1.4
/** Columns that nobody needs any longer take so many bytes, until V8 needs their room. */
const mostPassing = 20e6

interface Read {
  rows: number
  /** Columns of the file, and those that a network reads. */
  columns: number
  read: number
  /** Characters of the rows from which the table was understood. */
  sampled: number
  /** Bytes of a file that lies in memory, because it was packed; 0 for a file on the disk. */
  held: number
  /** Bytes from which the text of the table was made; 0 where it is the file itself. */
  made: number
}

/**
 * The most bytes that there are at a time: first every column of the file and the lines of its rows beside the columns
 * that are read, later these raw and scaled, with one more while a scaling is found.
 */
export function tableReadingBytes({ rows, columns, read, sampled, held, made }: Read): number {
  const arrays = 8 * rows * Math.max(columns + 0.5 + read, 2 * read + 1)
  return arrays + Math.min(arrays, mostPassing) + bytesOfSampled * sampled + bytesOfMade * made + bytesOfHeld * held
}
