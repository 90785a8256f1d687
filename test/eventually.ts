// Waiting for what must come, on any machine.

import { vi } from 'vitest'

/** Longer than a machine that is busy elsewhere can take. */
const patience = 45_000

/** Calls the check again and again until it does not throw, and gives what it returns; throws its last error in the end. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: patience })
