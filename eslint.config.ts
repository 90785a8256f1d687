import tseslint, { type ConfigArray } from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import prettier from 'eslint-config-prettier'

/** Who may import whom (ARCHITECTURE.md): every folder lists what it must not reach. All may import `model`. */
const folders = [
  'model',
  'engine',
  'data',
  'shared',
  'run-folder',
  'runtime',
  'trainer',
  'cli',
  'main',
  'preload',
  'renderer'
]
const libraries: Record<string, string[]> = {
  node: ['node:*', 'yargs', 'yargs/*'],
  json: ['jsonc-parser'],
  electron: ['electron', 'electron/*', 'electron-store'],
  view: ['vue', 'vue-i18n', 'chart.js', 'chart.js/*', 'katex', 'katex/*'],
  text: ['chardet', 'fflate', 'iconv-lite', 'papaparse', 'saxes'],
  schema: ['zod']
}
const may: Record<string, { folders: string[]; libraries: string[] }> = {
  model: { folders: [], libraries: [] },
  engine: { folders: [], libraries: [] },
  data: { folders: ['engine'], libraries: ['text', 'json'] },
  shared: { folders: [], libraries: ['schema'] },
  'run-folder': { folders: ['shared'], libraries: ['node', 'json', 'schema'] },
  runtime: { folders: ['shared', 'run-folder'], libraries: ['node', 'schema'] },
  trainer: { folders: ['engine', 'data', 'shared', 'run-folder', 'runtime'], libraries: ['node', 'schema', 'text'] },
  cli: {
    folders: ['engine', 'data', 'shared', 'run-folder', 'runtime', 'trainer'],
    libraries: ['node', 'schema', 'text']
  },
  main: { folders: ['shared', 'run-folder', 'runtime'], libraries: ['node', 'electron', 'schema'] },
  preload: { folders: ['shared'], libraries: ['electron', 'schema'] },
  renderer: { folders: ['shared'], libraries: ['view', 'schema'] }
}

/**
 * What every folder may import: the tasks, and what is known of data before they are read. These files import nothing but
 * types of the engine.
 */
const pure = ['!**/data/tasks', '!**/data/traits']

const boundaries: ConfigArray = folders.map((folder) => {
  const allowed = may[folder]
  const foreign = folders.filter((other) => other !== folder && other !== 'model' && !allowed.folders.includes(other))
  const patterns = [
    ...foreign.map((other) => ({
      group: [`**/${other}/**`, ...pure],
      message: `src/${folder} may not import src/${other}.`
    })),
    ...Object.entries(libraries)
      .filter(([kind]) => !allowed.libraries.includes(kind))
      .map(([kind, group]) => ({ group, message: `src/${folder} may not use ${kind} packages.` }))
  ]
  return {
    files: [`src/${folder}/**/*.{ts,vue}`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] }
  }
})

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'assembly/**', 'test-results/**'] },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } }
  },
  {
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use the seeded generator.' }
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'vue/multi-word-component-names': 'off',
      'vue/no-bare-strings-in-template': [
        'error',
        {
          allowlist: [...'(),.&+-−=*/#%!?:[]{}<>×·∇‖…|→▸▾●○', 'Unroll']
        }
      ]
    }
  },
  // Prettier decides about layout.
  prettier,
  ...boundaries
)
