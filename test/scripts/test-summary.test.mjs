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
  it('reads the report of vitest, and names what failed with the first line of its error', () => {
    const test = (fullName, status, failureMessages = []) => ({ fullName, status, failureMessages })
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            test('sums up', 'passed'),
            test('is bounded', 'failed', ['\u001b[31mError: 3 is too much\u001b[39m\n at x'])
          ]
        },
        { name: 'b.test.ts', status: 'failed', message: 'Cannot find c', assertionResults: [] }
      ]
    }
    expect(vitestCounts(report)).toEqual({
      passed: 5,
      failed: 1,
      skipped: 3,
      failures: ['a.test.ts › is bounded › Error: 3 is too much', 'b.test.ts › Cannot find c']
    })
  })

  it('reads the report of Playwright, a flaky test as passed', () => {
    const spec = (title, ok, message) => ({
      title,
      file: 'a.e2e.ts',
      ok,
      tests: [{ results: [{ error: { message } }] }]
    })
    const report = {
      stats: { expected: 3, flaky: 1, unexpected: 2, skipped: 0 },
      suites: [{ specs: [spec('starts', true)], suites: [{ specs: [spec('ends', false, 'Timeout\nlog')] }] }]
    }
    expect(playwrightCounts(report)).toEqual({
      passed: 4,
      failed: 2,
      skipped: 0,
      failures: ['a.e2e.ts › ends › Timeout']
    })
  })

  it('counts a runner that ends badly without a failed test as one failure', () => {
    const counts = { passed: 4, failed: 0, skipped: 0, failures: [] }
    expect(withExitCode(counts, 1).failed).toBe(1)
    expect(withExitCode({ ...counts, failed: 2 }, 1).failed).toBe(2)
    expect(withExitCode(counts, 0).failed).toBe(0)
  })

  it('sums stages up in one line, and keeps the names of what failed', () => {
    const more = { passed: 40, failed: 0, skipped: 0, failures: [] }
    const total = addUp([checkCounts(true, 'Types'), checkCounts(false, 'Lint'), more])
    expect(total.failures).toEqual(['Lint'])
    expect(summaryLine(total)).toBe('41 passed, 1 failed')
    expect(summaryLine({ ...total, skipped: 2 })).toBe('41 passed, 1 failed, 2 skipped')
  })
})
