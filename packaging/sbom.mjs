/** The list of parts (SBOM) of a package, in CycloneDX: npm's list of the bundled packages, and Electron. */
import { Failure, npm, tail } from '../scripts/commands.mjs'
import { root } from '../scripts/prepare.mjs'

/**
 * @param {{ version: string, electron: string, date: Date, bundled: { name: string, version: string }[] }} what
 * @returns {Promise<string>} JSON
 */
export async function listOfParts({ version, electron, date, bundled }) {
  const { code, output } = await npm(['sbom', '--sbom-format=cyclonedx', '--package-lock-only'], { cwd: root })
  if (code !== 0) throw new Failure(`npm could not list the parts:\n\n${tail(output)}`)
  const { metadata, components, dependencies, ...head } = JSON.parse(output)
  // A new serial number each time would make every package different.
  delete head.serialNumber
  const refs = new Set(bundled.map((part) => `${part.name}@${part.version}`))
  const parts = components.filter((/** @type {{ 'bom-ref': string }} */ part) => refs.has(part['bom-ref']))
  const missing = [...refs].filter(
    (ref) => !parts.some((/** @type {{ 'bom-ref': string }} */ part) => part['bom-ref'] === ref)
  )
  if (missing.length > 0)
    throw new Failure(`Bundled, but not in package-lock.json: ${missing.join(', ')}. Build again.`)
  const self = metadata.component
  const runtime = `electron@${electron}`
  const among = (/** @type {string[]} */ all) => all.filter((ref) => refs.has(ref))
  return JSON.stringify(
    {
      ...head,
      metadata: {
        ...metadata,
        timestamp: date.toISOString(),
        lifecycles: [{ phase: 'build' }],
        component: { ...self, type: 'application', name: 'unroll', version }
      },
      components: [
        ...parts.map(asRequired),
        {
          'bom-ref': runtime,
          type: 'framework',
          name: 'electron',
          version: electron,
          purl: `pkg:npm/electron@${electron}`,
          description: 'With Chromium and Node; their licences lie beside the executable',
          licenses: [{ license: { id: 'MIT' } }]
        }
      ],
      dependencies: dependencies
        .filter((/** @type {{ ref: string }} */ { ref }) => refs.has(ref) || ref === self['bom-ref'])
        .map((/** @type {{ ref: string, dependsOn?: string[] }} */ { ref, dependsOn = [] }) => ({
          ref,
          dependsOn: ref === self['bom-ref'] ? [...among(dependsOn), runtime] : among(dependsOn)
        }))
    },
    null,
    1
  )
}

/** Vite has put some packages into the page, but npm counts them as tools. @param {Record<string, unknown>} part */
const asRequired = (part) => ({ ...part, scope: 'required', properties: [] })
