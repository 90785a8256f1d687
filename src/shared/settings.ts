// What a person has set for the app as a whole; kept by main in electron-store.

import { z } from 'zod'

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'ko']).default('system'),
  /** Unit of losses of categories. */
  unit: z.enum(['nats', 'bits']).default('nats'),
  /** Kernel set; `auto` takes the fastest correct one. */
  kernels: z.string().default('auto'),
  /** Threads of a training run; null takes what the machine has. */
  threads: z.int().min(1).max(64).nullable().default(null)
})
export type Settings = z.infer<typeof settingsSchema>

export const windowStateSchema = z.strictObject({
  x: z.int().nullable().default(null),
  y: z.int().nullable().default(null),
  width: z.int().min(640).default(1360),
  height: z.int().min(480).default(860),
  maximized: z.boolean().default(false)
})
export type WindowState = z.infer<typeof windowStateSchema>
