import type { Keeper } from '../pictures/keeper'
import type { BridgeAccess } from './use-bridge'
import type { Toasts } from './use-toasts'

interface Parts extends BridgeAccess {
  toasts: Toasts
  runName(): string
  t(key: string, values?: Record<string, string>): string
}

/** A path is long, and the person needs time to press the button that opens the folder. */
const milliseconds = 12_000

/** Says where a file was written, with a button that shows it there. */
export function useWritten({
  bridge,
  ask,
  toasts,
  t
}: Pick<Parts, 'bridge' | 'ask' | 'toasts' | 't'>): (text: string, file: string) => void {
  return (text, file) =>
    toasts.show('done', text, {
      label: t('runs.reveal'),
      milliseconds,
      act: () => void ask(bridge.revealFile(file))
    })
}

export function useKeeping(parts: Parts): Keeper {
  const { bridge, ask, toasts, runName, t } = parts
  const written = useWritten(parts)
  async function copy(work: () => Promise<void>, done: string): Promise<void> {
    try {
      await work()
      toasts.show('done', t(done))
    } catch (error) {
      toasts.show('error', t('charts.copy.failed', { reason: error instanceof Error ? error.message : String(error) }))
    }
  }
  const save = (name: string, kind: 'png' | 'svg' | 'csv', bytes: Uint8Array): Promise<string | null | undefined> =>
    ask(bridge.savePicture({ name: [runName(), name].filter(Boolean).join(' '), kind, bytes }))
  return {
    async savePicture(name, kind, bytes) {
      const file = await save(name, kind, bytes)
      if (file) written(t('charts.picture.saved', { file }), file)
    },
    async saveTable(name, csv) {
      const file = await save(name, 'csv', new TextEncoder().encode(csv))
      if (file) written(t('charts.copy.saved', { file }), file)
    },
    copyPicture: (png) =>
      copy(() => navigator.clipboard.write([new ClipboardItem({ [png.type]: png })]), 'charts.picture.copied'),
    copyText: (text) => copy(() => navigator.clipboard.writeText(text), 'charts.copy.done'),
    fail: (text) => toasts.show('error', text)
  }
}
