// Every picture is made as an SVG. A PNG is made by painting this SVG.

import { computed, nextTick, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { useTheme, type Theme } from '../charts/theme'
import { withTypeInside } from '../styles/type'

/** The pixels of a PNG for each pixel of its SVG: enough for print and for fine screens. */
const sharpness = 2
/** The most pixels of a canvas, on a side and in all. */
const most = { side: 32_767, area: 2 ** 28 }

/** Thrown when a picture has more pixels than a PNG can have. */
export class PictureTooLarge extends Error {
  constructor(
    readonly width: number,
    readonly height: number
  ) {
    super(`A picture of ${width} × ${height} pixels is too large for a PNG.`)
  }
}

/** Throws TooLarge. */
export function pixelsOf({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const pixels = { width: Math.ceil(width * sharpness), height: Math.ceil(height * sharpness) }
  if (Math.max(pixels.width, pixels.height) > most.side || pixels.width * pixels.height > most.area)
    throw new PictureTooLarge(pixels.width, pixels.height)
  return pixels
}

/** Throws TooLarge. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = URL.createObjectURL(new Blob([await withTypeInside(svg)], { type: 'image/svg+xml' }))
  try {
    await image.decode()
    const canvas = document.createElement('canvas')
    const { width, height } = Object.assign(canvas, pixelsOf(image))
    canvas.getContext('2d')!.drawImage(image, 0, 0, width, height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done))
    if (!blob) throw new PictureTooLarge(width, height)
    return blob
  } finally {
    URL.revokeObjectURL(image.src)
  }
}

/**
 * The theme of a component whose SVG on the screen is also its picture. For a picture the component is drawn again in
 * another theme and then as before, all before the next paint of the screen. `prepare` changes what else the picture
 * shows, and returns a function that undoes it.
 */
export function usePainting(element: Readonly<ShallowRef<SVGSVGElement | null>>): {
  theme: ComputedRef<Theme>
  paint(theme: Theme, prepare?: () => () => void): Promise<string>
} {
  const screen = useTheme()
  const other = shallowRef<Theme | null>(null)
  return {
    theme: computed(() => other.value ?? screen.value),
    async paint(theme, prepare) {
      other.value = theme
      const restore = prepare?.()
      await nextTick()
      const svg = new XMLSerializer().serializeToString(element.value!)
      other.value = null
      restore?.()
      await nextTick()
      return svg
    }
  }
}
