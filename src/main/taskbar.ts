// What the progress bar of the taskbar (or dock) shows: the live run that has the most left to do, in the colour of a
// failure or of a pause. Pure.

import type { RunState } from '../shared/run'

export interface TaskbarProgress {
  /** 0–1; below 0 shows no bar, above 1 a bar without an end. */
  value: number
  mode: 'none' | 'normal' | 'indeterminate' | 'error' | 'paused'
}

export function taskbarProgress(live: { done: number | null; state: RunState }[]): TaskbarProgress {
  const training = live.filter(({ state }) => state === 'running' || state === 'paused')
  if (live.some(({ state }) => state === 'failed')) return { value: 1, mode: 'error' }
  if (training.length === 0) return { value: -1, mode: 'none' }
  if (training.some(({ done }) => done === null)) return { value: 2, mode: 'indeterminate' }
  const value = Math.min(...training.map(({ done }) => done ?? 0))
  return { value, mode: training.every(({ state }) => state === 'paused') ? 'paused' : 'normal' }
}
