/** Makes the man page of `unroll` from the output of its --help, so that the page names every option. */

/** @typedef {{ title: string, entries: { name: string, text: string }[] }} Group */
/** @typedef {{ usage: string, about: string, groups: Group[], epilogue: string }} Help */

/**
 * @param {(args: string[]) => Promise<string>} help what `unroll` prints for these arguments, in English
 * @param {{ version: string, date: string }} about
 * @returns {Promise<string>} in the language of man
 */
export async function manPage(help, { version, date }) {
  const main = await help(['--help'])
  const names = [...main.matchAll(/^ {2}unroll (\S+)/gm)].map(([, name]) => name)
  const commands = await Promise.all(names.map(async (name) => parseHelp(await help([name, '--help']))))
  return [
    `.TH UNROLL 1 "${date}" "Unroll ${version}" "User Commands"`,
    '.SH NAME',
    'unroll \\- train recurrent neural networks in a terminal',
    '.SH SYNOPSIS',
    ...names.flatMap((name, i) => [...(i > 0 ? ['.br'] : []), `.B ${plain(commands[i].usage)}`]),
    '.SH DESCRIPTION',
    plain(parseHelp(main).about),
    'The window of the same app is opened by',
    '.BR unroll-studio (1).',
    '.SH COMMANDS',
    ...commands.flatMap(section),
    '.SH FILES',
    '.TP',
    '.I ~/.config/Unroll/runs',
    'The runs of the studio. In a terminal \\-\\-run says where a run is.',
    '.TP',
    '.I ~/.cache/unroll',
    'What was found out of this machine; it can be removed at any time.',
    '.SH SEE ALSO',
    '.BR unroll-studio (1)',
    ''
  ].join('\n')
}

/** @param {{ version: string, date: string }} about */
export const studioManPage = ({ version, date }) =>
  [
    `.TH UNROLL-STUDIO 1 "${date}" "Unroll ${version}" "User Commands"`,
    '.SH NAME',
    'unroll-studio \\- train recurrent neural networks and see how they learn',
    '.SH SYNOPSIS',
    '.B unroll-studio',
    '.RI [ file ]',
    '.SH DESCRIPTION',
    'Opens the window of Unroll; with the file of an experiment, the form for a new run is filled with it.',
    'Where the window is open already, it opens the file and comes to the front.',
    '.SH OPTIONS',
    '.TP',
    '.BI \\-\\-user\\-data\\-dir= folder',
    'Keeps settings and runs in another folder. Each folder has one window.',
    '.SH FILES',
    '.TP',
    '.I ~/.config/Unroll',
    'Settings, and the runs in the folder',
    '.IR runs .',
    '.SH SEE ALSO',
    '.BR unroll (1)',
    ''
  ].join('\n')

/**
 * @param {string} text of yargs
 * @returns {Help}
 */
export function parseHelp(text) {
  const [usage, about, ...rest] = text.trim().split(/\n\n/)
  const groups = rest.filter((part) => /^(Positionals|Options):\n/.test(part)).map(parseGroup)
  const epilogue = rest.slice(rest.findLastIndex((part) => part.startsWith('Options:')) + 1).join('\n\n')
  return { usage: usage.trim(), about: about.trim(), groups, epilogue }
}

/** @param {string} part @returns {Group} */
function parseGroup(part) {
  const [title, ...lines] = part.split('\n')
  /** @type {Group['entries']} */
  const entries = []
  for (const line of lines) {
    const [, name, text] = /^ {2}(\S+)\s+(.*)$/.exec(line) ?? []
    if (name) entries.push({ name, text })
    else entries[entries.length - 1].text += ` ${line.trim()}`
  }
  return { title, entries }
}

/** @param {Help} help */
const section = ({ usage, about, groups, epilogue }) => [
  `.SS ${plain(usage)}`,
  plain(about),
  ...groups
    .flatMap(({ entries }) => entries)
    .filter(({ name }) => !everywhere.has(name))
    .flatMap(({ name, text }) => [
      '.TP',
      `.B ${plain(name)}`,
      plain(
        text
          .replace(/\[(string|boolean)\]/g, '')
          .replace(/\s+/g, ' ')
          .trim()
      )
    ]),
  ...(epilogue ? ['.PP', '.nf', plain(epilogue), '.fi'] : [])
]

const everywhere = new Set(['--help', '--version'])

/** Escapes the signs that mean something to man. @param {string} text */
const plain = (text) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1')
