/**
 * Counts tests from the reports of vitest and Playwright, and single checks, and makes the lines that sum them up: the
 * counts, and by name what failed, because the place where a test failed may be thousands of lines before the end.
 */

/** `failures` has a line for each test that failed: its file, its name and the first line of its error. */
/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Counts */

/** @param {boolean} ok @param {string} title @returns {Counts} */
export const checkCounts = (ok, title) => ({
  passed: ok ? 1 : 0,
  failed: ok ? 0 : 1,
  skipped: 0,
  failures: ok ? [] : [title]
})

/**
 * @typedef {{ fullName: string, status: string, failureMessages?: string[] | null }} VitestTest
 * @param {{
 *   numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { name: string, status: string, message?: string, assertionResults: VitestTest[] }[]
 * }} report
 * @returns {Counts}
 */
export const vitestCounts = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
  failures: report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    // A file that does not load has no test that failed.
    if (status === 'failed' && failed.length === 0) return [failure(name, '', message)]
    return failed.map(({ fullName, failureMessages }) => failure(name, fullName, failureMessages?.[0]))
  })
})

/**
 * A flaky test is one that passed when it was tried again.
 * @typedef {{ title: string, file: string, ok: boolean, tests: { results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ specs: Spec[], suites?: Suite[] }} Suite
 * @param {Suite & { stats: { expected: number, flaky: number, unexpected: number, skipped: number } }} report
 * @returns {Counts}
 */
export const playwrightCounts = ({ stats, ...all }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
  failures: specsOf(all)
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.map(({ error }) => error?.message))
      return failure(file, title, errors.find(Boolean))
    })
})

/** @param {Suite} suite @returns {Spec[]} */
const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)]

/** @param {string} file @param {string} test @param {string} [message] */
const failure = (file, test, message = '') => {
  const [first = ''] = message.replaceAll(/\x1b\[[0-9;]*m/g, '').split('\n')
  return [file, test, first].filter(Boolean).join(' › ')
}

/**
 * A runner that ends badly without a failed test (a file does not load, an error outside tests) counts as one failure.
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export const withExitCode = (counts, exitCode) =>
  exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts

/** @param {Counts[]} all @returns {Counts} */
export const addUp = (all) =>
  all.reduce(
    (sum, { passed, failed, skipped, failures }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      failures: [...sum.failures, ...failures]
    }),
    { passed: 0, failed: 0, skipped: 0, failures: [] }
  )

/** @param {Omit<Counts, 'failures'>} counts */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
