// What a method costs over the length of the sequence: which methods are compared, and what can be said beforehand.

/** Steps of a window of truncated back-propagation; the state is carried from window to window. */
export const windowSteps = 64

/**
 * `serial`: how many time steps wait for each other, forward and backward, in a sequence of τ; checkpoints go forward twice, and
 * teacher forcing of output recurrence computes all steps at once in either direction. `kept`: for how many steps states are
 * kept for the way back.
 */
export const costMethods = [
  { key: 'bptt', serial: '2τ', kept: 'τ' },
  { key: 'truncated', serial: '2τ', kept: String(windowSteps) },
  { key: 'checkpoints', serial: '3τ', kept: '2√τ' },
  { key: 'teacher-forcing', serial: '2', kept: '√τ' }
] as const
