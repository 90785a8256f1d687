import { describe, expect, it } from 'vitest'
import {
  addUp,
  checkCounts,
  playwrightCounts,
  summaryLine,
  vitestCounts,
  withExitCode
} from '../../scripts/test-summary.mjs'

describe('counting', () => {
  it('reads the report of vitest', () => {
    const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
    expect(vitestCounts(report)).toEqual({ passed: 5, failed: 1, skipped: 3 })
  })

  it('reads the report of Playwright, a flaky test as passed', () => {
    const report = { stats: { expected: 3, flaky: 1, unexpected: 2, skipped: 0 } }
    expect(playwrightCounts(report)).toEqual({ passed: 4, failed: 2, skipped: 0 })
  })

  it('counts a runner that ends badly without a failed test as one failure', () => {
    expect(withExitCode({ passed: 4, failed: 0, skipped: 0 }, 1).failed).toBe(1)
    expect(withExitCode({ passed: 4, failed: 2, skipped: 0 }, 1).failed).toBe(2)
    expect(withExitCode({ passed: 4, failed: 0, skipped: 0 }, 0).failed).toBe(0)
  })

  it('sums stages up in one line', () => {
    const total = addUp([checkCounts(true), checkCounts(false), { passed: 40, failed: 0, skipped: 0 }])
    expect(summaryLine(total)).toBe('41 passed, 1 failed')
    expect(summaryLine({ ...total, skipped: 2 })).toBe('41 passed, 1 failed, 2 skipped')
  })
})
