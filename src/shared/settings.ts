// The settings of the whole app. Main stores them with electron-store.

import { z } from 'zod'
import { kernelSets } from './machine'

/** `auto` takes the best set on this machine. A set that does not work on it is never used, even when it is chosen. */
export const kernelChoices = ['auto', ...kernelSets] as const

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'ko']).default('system'),
  /** Unit of losses of categories. */
  unit: z.enum(['nats', 'bits']).default('nats'),
  /** Kernel set of the runs that are started from now on. */
  kernels: z.enum(kernelChoices).default('auto'),
  /** Threads of a training run; null takes what the machine has. */
  threads: z.int().min(1).max(64).nullable().default(null),
  /** The machine does not fall asleep while a run trains. */
  keepAwake: z.boolean().default(true),
  /** A run that ends while the window is not in front says so. */
  tellOfEnds: z.boolean().default(true)
})
export type Settings = z.infer<typeof settingsSchema>

export const windowStateSchema = z.strictObject({
  x: z.int().nullable().default(null),
  y: z.int().nullable().default(null),
  width: z.int().min(640).default(1360),
  height: z.int().min(480).default(860),
  maximized: z.boolean().default(false),
  /** 1 is the actual size. */
  zoom: z.number().min(0.25).max(5).default(1)
})
export type WindowState = z.infer<typeof windowStateSchema>
