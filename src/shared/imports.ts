// What a person adds about a model file that does not say everything itself.

import { z } from 'zod'
import { taskNames } from '../data/tasks'
import { readouts } from '../model/model'

const path = z.string().min(1)

export const saidSchema = z.strictObject({
  /** A JSON file with the symbols of a text, in the order of the inputs. */
  vocabulary: path.optional(),
  /** A JSON file with the names, means and deviations of the columns of a series. */
  scaling: path.optional(),
  /** The text or the table that the network was trained on, or one like it. */
  data: path.optional(),
  task: z.enum(taskNames).optional(),
  readout: z.enum(readouts).optional()
})
export type Said = z.infer<typeof saidSchema>

/** The files that the person has named. */
export const filesSaid = ({ vocabulary, scaling, data }: Said): string[] =>
  [vocabulary, scaling, data].filter((file) => file !== undefined)

/** The code of the refusal of a file that says too little; its values hold the sizes of the network. */
export const saysTooLittle = 'import-says-too-little'
