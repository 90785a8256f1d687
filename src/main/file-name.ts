// A run's name as the name of a file, for every system.

/** Characters that some file system refuses, that are invisible, or that change the direction of writing. */
const refused = /[\\/:*?"<>|\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g
/** Names of devices on Windows, with or without an extension. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
/** Bytes of UTF-8. Systems allow 255, and the extension needs some of them. */
const mostBytes = 200

export function fileNameOf(name: string): string {
  let cleaned = name
    .replace(refused, '-')
    .trim()
    .replace(/^\.+|[. ]+$/g, '')
  while (Buffer.byteLength(cleaned) > mostBytes) cleaned = [...cleaned].slice(0, -1).join('')
  return cleaned === '' ? 'run' : cleaned.replace(device, '$1_')
}
