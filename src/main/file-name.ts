// A run's name as the name of a file, for every system.

/** What some file system refuses, what cannot be seen, and what turns the direction of writing. */
const refused = /[\\/:*?"<>|\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g
/** Devices of Windows, whatever comes after a dot. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
/** Bytes of UTF-8: systems allow 255, and an extension is to come. */
const mostBytes = 200

export function fileNameOf(name: string): string {
  let cleaned = name
    .replace(refused, '-')
    .trim()
    .replace(/^\.+|[. ]+$/g, '')
  while (Buffer.byteLength(cleaned) > mostBytes) cleaned = [...cleaned].slice(0, -1).join('')
  return cleaned === '' ? 'run' : cleaned.replace(device, '$1_')
}
