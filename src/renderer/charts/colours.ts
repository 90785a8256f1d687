// The colours of the heatmaps: blue below zero, orange above. People with any common kind of colour blindness can tell
// them apart. They are made in OKLCH, so that −v and +v are equally light and equal steps of value look equally large.

/** Converts OKLCH to linear light (with Björn Ottosson's matrices) and then to bytes of sRGB. */
function srgb(lightness: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const byte = (linear: number): number => {
    const bounded = Math.min(1, Math.max(0, linear))
    return Math.round(255 * (bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * bounded ** (1 / 2.4) - 0.055))
  }
  return [
    byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    byte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  ]
}

const poles = {
  light: { zero: 0.975, end: 0.46, blue: 0.155, orange: 0.125 },
  dark: { zero: 0.21, end: 0.8, blue: 0.125, orange: 0.15 }
}
const hues = { blue: 255, orange: 55 }

/** The entry of zero. Entries 1 … 255 are symmetric around it; entry 0 is for values that are not numbers. */
export const zeroEntry = 128

/** 256 pixels as ImageData stores them in a Uint32Array (little endian: alpha, blue, green, red). */
export function colourTable(dark: boolean): Uint32Array {
  const { zero, end, ...chroma } = poles[dark ? 'dark' : 'light']
  const table = new Uint32Array(256)
  for (let entry = 1; entry < 256; entry++) {
    const away = Math.abs(entry - zeroEntry) / 127
    const pole = entry < zeroEntry ? 'blue' : 'orange'
    const [red, green, blue] = srgb(zero + (end - zero) * away, chroma[pole] * away, hues[pole])
    table[entry] = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
  }
  // The colour of a value that is not a number: a green that occurs nowhere else in the table.
  table[0] = ((255 << 24) | (80 << 16) | (190 << 8) | 40) >>> 0
  return table
}

/** The colours of values on the scale −limit … limit; a value outside gets the colour of the nearest end. */
export function paint(cells: Float32Array, table: Uint32Array, limit: number, into: Uint32Array): void {
  const scale = limit > 0 ? 127 / limit : 0
  for (let i = 0; i < cells.length; i++) {
    const away = cells[i] * scale
    // Both comparisons are false for NaN, and NaN | 0 gives entry 0.
    into[i] = table[away > 127 ? 255 : away < -127 ? 1 : (away + zeroEntry + 0.5) | 0]
  }
}

export function css(pixel: number): string {
  return `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`
}
