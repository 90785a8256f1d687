// Ends a program whose work is done. Node can hang at its very end (nodejs/node #54918), with or without helper
// threads. So another program starts it (scripts/commands.mjs, runProgram), gets its exit code, and kills it if it does
// not end.

/** Ends the process with this code when all output is written. */
export async function endProcess(code: number): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(written))
  if (process.connected) await new Promise((sent) => process.send!({ ended: code }, sent))
  process.exit(code)
}

/**
 * Calls the listener when the program that started this one has been sent a signal. A terminal may have sent it to
 * both.
 */
export function onSignalOfParent(listener: (signal: NodeJS.Signals) => void): void {
  process.on('message', (message) => {
    const { signal } = message as { signal?: NodeJS.Signals }
    if (signal) listener(signal)
  })
  // The listener alone must not keep the process alive.
  process.channel?.unref()
}

function written(stream: NodeJS.WriteStream): Promise<unknown> {
  return new Promise((resolve) => (stream.writable ? stream.write('', resolve) : resolve(null)))
}
