import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { saysTooLittle, type Said } from '../../shared/imports'
import type { RunRecord } from '../../shared/run'
import { whyText } from '../model/why-text'
import type { BridgeAccess } from './use-bridge'
import type { Toasts } from './use-toasts'

/** A model file that does not say what its inputs and outputs are. */
interface Unsaid {
  path: string
  nx: number
  nh: number
  ny: number
}

export interface Imports {
  /** The file about which the person is asked; null while nothing is asked. */
  unsaid: ShallowRef<Unsaid | null>
  /** Why the file could not be imported with the last answer of the person. */
  problem: Readonly<Ref<string | null>>
  /** Whether an import is under way. */
  under: Readonly<Ref<boolean>>
  /** Makes a run of a model file, or asks what the file does not say. */
  take(path: string, said?: Said): Promise<void>
  /** Lets the person choose a model file. */
  choose(): Promise<void>
}

/** `show` gets the new run. */
export function useImports({ bridge, ask }: BridgeAccess, toasts: Toasts, show: (record: RunRecord) => void): Imports {
  const unsaid = shallowRef<Unsaid | null>(null)
  const problem = ref<string | null>(null)
  const under = ref(false)

  async function take(path: string, said: Said = {}): Promise<void> {
    under.value = true
    problem.value = null
    const answer = await bridge.importModel(path, { ...said })
    under.value = false
    if (answer.ok) {
      unsaid.value = null
      return show(answer.value)
    }
    const { code, values } = answer
    if (code === saysTooLittle) {
      unsaid.value = { path, nx: Number(values?.nx), nh: Number(values?.nh), ny: Number(values?.ny) }
    } else if (unsaid.value?.path === path) problem.value = whyText(answer)
    else toasts.show('error', whyText(answer))
  }

  return {
    unsaid,
    problem,
    under,
    take,
    async choose() {
      const path = await ask(bridge.chooseFile('model'))
      if (path) await take(path)
    }
  }
}
