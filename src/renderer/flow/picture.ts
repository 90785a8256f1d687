// Pictures as files. Every picture is an SVG first; a PNG is that SVG, painted.

import { withTypeInside } from '../styles/type'

/** Pixels of a PNG for each pixel of its SVG: sharp in print and on fine screens. */
const sharpness = 2

/** An SVG on the screen as a file of its own. */
export const serialised = (element: SVGSVGElement): string => new XMLSerializer().serializeToString(element)

function download(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const svgBlob = (svg: string): Blob => new Blob([svg], { type: 'image/svg+xml' })

export const saveSvg = (svg: string, name: string): void => download(svgBlob(svg), `${name}.svg`)

export async function savePng(svg: string, name: string): Promise<void> {
  const image = new Image()
  image.src = URL.createObjectURL(svgBlob(await withTypeInside(svg)))
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width * sharpness
  canvas.height = image.height * sharpness
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(image.src)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done))
  if (blob) download(blob, `${name}.png`)
}
