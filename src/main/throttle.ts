// Calls at once, then at most every so many milliseconds; the last call is never lost.

export function throttle(milliseconds: number, call: () => void): () => void {
  let timer: NodeJS.Timeout | null = null
  let again = false
  const run = (): void => {
    again = false
    timer = setTimeout(() => {
      timer = null
      if (again) run()
    }, milliseconds)
    call()
  }
  return () => {
    if (timer) again = true
    else run()
  }
}
