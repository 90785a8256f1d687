// Runs before every file of tests: npm test says by UNROLL_TEST_NODE which Node it means them to run on, and a worker
// that has found another one fails.

const { UNROLL_TEST_NODE: meant } = process.env
if (meant && meant !== process.versions.node) {
  throw new Error(`These tests are meant for Node ${meant}, but ran on ${process.versions.node}.`)
}
