// Which events of a run still hold after training has gone back to an earlier step.

import type { Mark, RunEvent } from './run'

/** Whether training went back with this event, to its step. */
export const goesBack = (event: RunEvent): event is Mark =>
  event.type === 'mark' && (event.change === 'rewind' || event.change === 'resume')

/** After a rewind, measurements of later steps are no longer valid; marks and failures stay. */
export const eventsUpTo = (events: readonly RunEvent[], step: number): RunEvent[] =>
  events.filter((event) => event.type === 'mark' || event.type === 'failure' || event.step <= step)
