// Waits for something that must happen, on a machine of any speed.

import { vi } from 'vitest'

/** Longer than a busy machine can take. */
const patience = 45_000

/**
 * Calls the check again and again until it does not throw, and returns its result. In the end it throws the last error.
 */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: patience })
