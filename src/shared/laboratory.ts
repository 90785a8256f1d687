// The measurements of the laboratory in the background: the work, its progress and the latest results. A process of its
// own measures (trainer/laboratory), main keeps the results (main/laboratory.ts), and the window shows them.

import { z } from 'zod'
import { costMethodSchema, costSchema, type Cost } from './cost'
import { machineSchema } from './machine'
import { scoreSchema, type Score } from './scorecard'
import { why, type Why } from './why'

export const laboratoryWorkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cost') }),
  /** The keys of the recipes. */
  z.strictObject({ kind: z.literal('scorecard'), recipes: z.array(z.string()).min(1) })
])
export type LaboratoryWork = z.infer<typeof laboratoryWorkSchema>

/** main → process */
export const laboratoryOrderSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('begin'),
    work: laboratoryWorkSchema,
    resources: z.string(),
    version: z.string(),
    kernels: z.string(),
    machine: machineSchema
  }),
  /** Whether the process must rest because a run trains. */
  z.strictObject({ type: z.literal('rest'), rests: z.boolean() })
])
export type LaboratoryOrder = z.infer<typeof laboratoryOrderSchema>

const progressSchema = z.strictObject({
  /** The finished share of the work, 0–1, roughly. */
  done: z.number(),
  at: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('cost'),
      method: costMethodSchema,
      batch: z.int(),
      threads: z.int(),
      tau: z.int()
    }),
    z.strictObject({ kind: z.literal('training'), recipe: z.string(), seed: z.int(), step: z.int(), steps: z.int() })
  ])
})
export type LaboratoryProgress = z.infer<typeof progressSchema>

/** process → main */
export const laboratoryReportSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), progress: progressSchema }),
  z.strictObject({ type: z.literal('cost'), cost: costSchema }),
  z.strictObject({ type: z.literal('score'), score: scoreSchema }),
  z.strictObject({ type: z.literal('done') }),
  z.strictObject({ type: z.literal('failed'), ...why })
])
export type LaboratoryReport = z.infer<typeof laboratoryReportSchema>

/** The state of the laboratory, as main keeps it and the window shows it. */
export interface LaboratoryState {
  /** The work that is under way; it rests while a run trains. */
  current: { work: LaboratoryWork; progress: LaboratoryProgress | null; rests: boolean } | null
  /** Why the last work failed; null where it succeeded or a person cancelled it. */
  failure: Why | null
  cost: Cost | null
  /** The newest score of every recipe. */
  scores: Score[]
}
export type LaboratoryResult = 'cost' | 'scorecard'
