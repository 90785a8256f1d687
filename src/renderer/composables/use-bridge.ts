import { onScopeDispose } from 'vue'
import type { Answer, Bridge } from '../../shared/bridge'
import { whyText } from '../model/why-text'
import type { Toasts } from './use-toasts'

export interface BridgeAccess {
  bridge: Bridge
  /** Returns the value of an answer. A failure is shown to the person and returns undefined. */
  ask<T>(answer: Promise<Answer<T>>): Promise<T | undefined>
}

export function useBridge(toasts: Toasts): BridgeAccess {
  async function ask<T>(answer: Promise<Answer<T>>): Promise<T | undefined> {
    const result = await answer
    if (result.ok) return result.value
    toasts.show('error', whyText(result))
    return undefined
  }
  onScopeDispose(window.unroll.onTrouble((message) => toasts.show('error', message)))
  return { bridge: window.unroll, ask }
}
