import type { InspectionSource, Question } from '../../src/shared/inspection'

/** The source of a question of the view Through time. */
export function sourceOf(question: Question): InspectionSource {
  if (!('source' in question)) throw new Error(`"${question.ask}" has no source.`)
  return question.source
}
