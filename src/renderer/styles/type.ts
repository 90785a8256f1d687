// Loads the app's own typefaces. tokens.css names them, fonts.css says where their files are.

const tokens = ['--font-ui', '--font-mono', '--font-math']
const plain = (family: string): string => family.trim().replaceAll(/["']/g, '')

/**
 * Resolves when all typefaces are loaded. Nothing is drawn before, so no text jumps and canvases are painted correctly.
 * Where a file cannot be read, the console says so and the typeface of the system is used.
 */
export async function typeLoaded(): Promise<void> {
  const style = getComputedStyle(document.documentElement)
  const families = tokens.flatMap((token) => style.getPropertyValue(token).split(',').map(plain))
  const faces = [...document.fonts].filter(({ family }) => families.includes(plain(family)))
  for (const result of await Promise.allSettled(faces.map((face) => face.load()))) {
    if (result.status === 'rejected') console.error('A typeface of the app cannot be read.', result.reason)
  }
}

/**
 * Puts the typefaces that an SVG names into the SVG, because it is drawn apart from the page and sees none of the
 * page's own. Each typeface also gets a text of its own beyond the edge. Otherwise a typeface that is needed only for a
 * sign in the middle of a text, which the first family lacks, would load too late for the picture.
 */
export async function withTypeInside(svg: string): Promise<string> {
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
  const faces = await Promise.all(
    rules.filter(({ style }) => svg.includes(plain(style.getPropertyValue('font-family')))).map(faceInside)
  )
  const sheet = `<style>text{text-rendering:geometricPrecision;font-variant-numeric:tabular-nums}${faces.map(({ rule }) => rule).join('')}</style>`
  return svg.replace(/<svg[^>]*>/, (start) => `${start}${sheet}${faces.map(({ text }) => text).join('')}`)
}

async function faceInside({ style, parentStyleSheet }: CSSFontFaceRule): Promise<{ rule: string; text: string }> {
  const [, url] = /url\("?([^")]+)/.exec(style.getPropertyValue('src'))!
  const file = await fetch(new URL(url, parentStyleSheet?.href ?? document.baseURI))
  const value = (name: string, otherwise: string): string => style.getPropertyValue(name) || otherwise
  const [family, slant, weights] = [
    plain(value('font-family', '')),
    value('font-style', 'normal'),
    value('font-weight', '400')
  ]
  return {
    rule: `@font-face{font-family:'${family}';font-style:${slant};font-weight:${weights};src:url(${await dataUrl(await file.blob())})}`,
    text: `<text y="-99" font-family="${family}" font-style="${slant}" font-weight="${weights.split(' ').at(-1)}">x</text>`
  }
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as string)
    reader.onerror = () => reject(reader.error!)
    reader.readAsDataURL(blob)
  })
}
