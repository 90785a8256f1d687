// The bytes of a file. They need not be in memory: subarray() may read them from the disk when they are asked for.

/** A Uint8Array is one too. */
export interface Bytes {
  readonly length: number
  /** Of a file that begins as gzip does: whether these are the unpacked bytes, or the file's own, as it is damaged. */
  readonly gzip?: 'unpacked' | 'damaged'
  /** A piece of the file. Both places are from 0 to `length`. */
  subarray(begin: number, end: number): Uint8Array
}

/** How many bytes are read at a time. */
const pieceBytes = 1 << 20

/** The bytes from `begin` to `end`, piece by piece. */
export function* piecesOf(bytes: Bytes, begin = 0, end = bytes.length): Iterable<Uint8Array> {
  for (let at = begin; at < end; at += pieceBytes) yield bytes.subarray(at, Math.min(at + pieceBytes, end))
}

/** Whether every byte is below 0x80. */
export function isAscii(piece: Uint8Array): boolean {
  const first = Math.min(piece.length, -piece.byteOffset & 3)
  const words = new Int32Array(piece.buffer, piece.byteOffset + first, (piece.length - first) >> 2)
  let any = 0
  for (let i = 0; i < first; i++) any |= piece[i]
  for (let i = first + 4 * words.length; i < piece.length; i++) any |= piece[i]
  for (let i = 0; i < words.length; i++) any |= words[i]
  return (any & 0x80808080) === 0
}
