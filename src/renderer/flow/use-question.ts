// One kind of question to the trainer, and the input of a panel in the view "Through time".

import type { InspectionAnswer, InspectionSource, Question } from '../../shared/inspection'
import { useAnswer, type Asked, type Asking } from '../composables/use-answer'

export type Ask = (question: Question) => Promise<InspectionAnswer>
export interface PanelProps {
  ask: Ask
  source: InspectionSource
  /** True where the parameters are those of the running training, and change. */
  live: boolean
  /** The training step of the parameters; null before it is known. */
  step: number | null
  /** The steps of the stored checkpoints, in order. */
  checkpoints: readonly number[]
  /** True for teacher forcing of output recurrence, where no step depends on the one before. */
  apart?: boolean
  /**
   * True where the panel stands beside another of its kind. The other one shows the course over training, which is the
   * same for both.
   */
  beside?: boolean
}

type Kind = Question['ask']
export type QuestionTo<K extends Kind> = Extract<Question, { ask: K }>
export type AnswerTo<K extends Kind> = Extract<InspectionAnswer, { kind: K }>

/** Rejects with the message of the trainer, or where the answer is of another kind. */
export async function answerTo<K extends Kind>(ask: Ask, question: QuestionTo<K>): Promise<AnswerTo<K>> {
  const isOurs = (got: InspectionAnswer): got is AnswerTo<K> => got.kind === question.ask
  const got = await ask(question)
  if (!isOurs(got)) throw new Error(`Asked for ${question.ask}, got ${got.kind}.`)
  return got
}

export const useQuestion = <K extends Kind>(
  ask: () => Ask,
  asking: Asking<QuestionTo<K>> = {}
): Asked<QuestionTo<K>, AnswerTo<K>> =>
  useAnswer(async (question: QuestionTo<K>) => ({ ok: true, value: await answerTo(ask(), question) }), asking)
