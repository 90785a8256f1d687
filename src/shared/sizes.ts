// The sizes in all messages: the length of a vector or the number of steps of a sequence.

import { z } from 'zod'

export const size = z.int().min(1)

/** Inputs, hidden units and outputs of a network. */
export const modelSizes = { nx: size, nh: size, ny: size }
