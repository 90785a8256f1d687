// The app's own type: what the tokens name (tokens.css) and the style sheets bring (fonts.css).

const tokens = ['--font-ui', '--font-mono', '--font-math']
const plain = (family: string): string => family.trim().replaceAll(/["']/g, '')

/**
 * Resolves when all of it is there: with nothing drawn before, no text jumps, and what is painted on canvases is right.
 * A file that cannot be read is told on the console, and the system's type stands in.
 */
export async function typeLoaded(): Promise<void> {
  const style = getComputedStyle(document.documentElement)
  const families = tokens.flatMap((token) => style.getPropertyValue(token).split(',').map(plain))
  const faces = [...document.fonts].filter(({ family }) => families.includes(plain(family)))
  for (const result of await Promise.allSettled(faces.map((face) => face.load()))) {
    if (result.status === 'rejected') console.error('A typeface of the app cannot be read.', result.reason)
  }
}
