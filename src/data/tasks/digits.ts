// Handwritten digits of 8 × 8 pixels, read pixel by pixel, row by row. The target of the last step is the digit.
// There are 1,797 images (E. Alpaydin and C. Kaynak 1998). The last fifth is held out: training never sees it.

import { baseline, type Part, type Task } from './task'
import file from './digits.json' with { type: 'json' }

const { images } = file
const side = 8
const pixels = side * side
/** Pixel values are 0 … 16: '.' is 0, 'a' is 1. */
const brightest = 16
const firstHeldOut = Math.floor(0.8 * images.length)
const parts: Record<Part, readonly string[]> = {
  training: images.slice(0, firstHeldOut),
  'held-out': images.slice(firstHeldOut)
}

export const digits: Task = {
  rule:
    'A picture of 8 × 8 pixels is read pixel by pixel, row by row. The answer, at the last step alone, is the ' +
    'digit that it shows. A fifth of the 1,797 pictures is held out.',
  nx: 1,
  ny: 10,
  input: 'dense',
  output: 'softmax',
  readout: 'last-step',
  inputLabels: ['pixel'],
  outputLabels: Array.from({ length: 10 }, (_, digit) => String(digit)),
  minimumLength: pixels,
  ragged: true,
  examples: { training: parts.training.length, 'held-out': parts['held-out'].length },
  pictureWidth: side,
  baselines: () => [baseline('guess', Math.log(10))],
  generate(random, _tau, { x, y }, part) {
    const image = parts[part][random.integer(parts[part].length)]
    for (let t = 0; t < pixels; t++) x[t] = brightness(image[1 + t]) / brightest
    y.fill(0)
    y[pixels - 1] = Number(image[0])
    return pixels
  }
}

const brightness = (letter: string): number => (letter === '.' ? 0 : letter.charCodeAt(0) - 'a'.charCodeAt(0) + 1)
