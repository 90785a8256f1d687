// Sizes as they stand in every message: how many numbers a vector holds, or how many steps a sequence has.

import { z } from 'zod'

export const size = z.int().min(1)

/** Inputs, hidden units and outputs of a network. */
export const modelSizes = { nx: size, nh: size, ny: size }
