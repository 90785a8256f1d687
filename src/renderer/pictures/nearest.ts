// Finds the picture at which a person points: its menu stands in the same figure.

type Opener = (at: { x: number; y: number }) => void
const openers = new WeakMap<Element, Opener>()

/** `frame` is the element around the picture and its menu button. */
export const pictureIn = (frame: Element, open: Opener): void => void openers.set(frame, open)

export function pictureAt(target: Element): Opener | null {
  for (let at: Element | null = target; at; at = at.parentElement) {
    const opener = openers.get(at)
    if (opener) return opener
  }
  return null
}
