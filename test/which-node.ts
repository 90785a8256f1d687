// Runs before every test file. npm test sets UNROLL_TEST_NODE to the expected version of Node, and a worker with
// another version fails.

const { UNROLL_TEST_NODE: meant } = process.env
if (meant && meant !== process.versions.node) {
  throw new Error(`These tests are meant for Node ${meant}, but ran on ${process.versions.node}.`)
}
