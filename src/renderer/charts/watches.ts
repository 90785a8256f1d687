// Which matrices a view asks the trainer for, and in which sizes, so that all fit into one frame.

import type { Recurrence } from '../../model/model'
import { isBias, tensorsOf, type TensorName } from '../../model/tensors'
import { cellsPerFrame, type TensorFrame, type Watch } from '../../shared/messages'

/** The most rows and columns of an enlarged matrix. */
const fullSize = 512

export const whats = ['value', 'gradient'] as const

interface Size {
  rows: number
  cols: number
}

/**
 * The largest reduced size with at most `cells` cells. The shorter side stays whole where possible (it can have
 * labels); otherwise the shape stays the same.
 */
function reduced({ rows, cols }: Size, cells: number): Size {
  if (rows * cols <= cells) return { rows, cols }
  const side = Math.sqrt(cells)
  if (cols <= side) return { rows: Math.floor(cells / cols), cols }
  if (rows <= side) return { rows, cols: Math.floor(cells / rows) }
  const height = Math.min(rows, Math.max(1, Math.floor(Math.sqrt((cells * rows) / cols))))
  return { rows: height, cols: Math.max(1, Math.floor((height * cols) / rows)) }
}

/** The overview has every parameter and its gradient. Cells that small matrices do not need go to the large ones. */
export function overview(recurrence: Recurrence, frames: readonly TensorFrame[]): Watch[] {
  const tensors = tensorsOf(recurrence)
  // The true sizes are unknown before the first frame, so squares are asked for, and a strip for a bias.
  const sizes = tensors.map((tensor): Size & { tensor: TensorName } => {
    const known = frames.find((frame) => frame.tensor === tensor)
    if (known) return { tensor, rows: known.rows, cols: known.cols }
    return { tensor, rows: 4096, cols: isBias(tensor) ? 1 : 4096 }
  })
  let left = cellsPerFrame / whats.length
  const granted = new Map<TensorName, Size>()
  const bySize = [...sizes].sort((a, b) => a.rows * a.cols - b.rows * b.cols)
  bySize.forEach((size, i) => {
    // The strip of a bias has room for 128 cells.
    const share = isBias(size.tensor) ? Math.min(128, left) : left / (bySize.length - i)
    const given = reduced(size, share)
    granted.set(size.tensor, given)
    left -= given.rows * given.cols
  })
  return tensors.flatMap((tensor) =>
    whats.map((what): Watch => {
      const { rows, cols } = granted.get(tensor)!
      return { tensor, what, maxRows: rows, maxCols: cols }
    })
  )
}

export const enlarged = (tensor: TensorName, what: Watch['what']): Watch => ({
  tensor,
  what,
  maxRows: fullSize,
  maxCols: isBias(tensor) ? 1 : fullSize
})
