import { isLive } from '../../shared/run'
import { onScopeDispose, watch } from 'vue'
import { portMessage, type PortMessage } from '../../shared/bridge'
import type { Runs } from './use-runs'

type Receive = (port: MessagePort, from: PortMessage['from']) => void

export interface Ports {
  /**
   * Hands over the ports of a run, now and as soon as one comes, until the returned function is called. A later claim
   * takes the place of an earlier one of the same run.
   */
  claim(runId: string, receive: Receive): () => void
  /** How many runs are claimed. */
  claimed(): number
}

/**
 * Ports come as window messages: to trainers sometimes before anyone knows the run they belong to, to viewers sometimes
 * when nobody looks at the run any more.
 */
export function usePorts(runs: Runs): Ports {
  const waiting = new Map<string, MessagePort>()
  const claims = new Map<string, Receive>()

  function receive(event: MessageEvent): void {
    const message = event.data as Partial<PortMessage> | null
    const port = event.ports?.[0]
    if (
      event.source !== window ||
      message?.type !== portMessage ||
      typeof message.runId !== 'string' ||
      !message.from ||
      !port
    )
      return
    const claim = claims.get(message.runId)
    if (claim) return claim(port, message.from)
    if (message.from === 'viewer') return port.close()
    waiting.get(message.runId)?.close()
    waiting.set(message.runId, port)
  }

  // A trainer whose run is over ends when the last port is closed.
  watch(runs.list, (list) => {
    for (const { id, state } of list) {
      if (isLive(state)) continue
      waiting.get(id)?.close()
      waiting.delete(id)
    }
  })

  window.addEventListener('message', receive)
  onScopeDispose(() => {
    window.removeEventListener('message', receive)
    waiting.forEach((port) => port.close())
  })

  return {
    claim(runId, receive) {
      claims.set(runId, receive)
      const port = waiting.get(runId)
      waiting.delete(runId)
      if (port) receive(port, 'trainer')
      return () => {
        if (claims.get(runId) === receive) claims.delete(runId)
      }
    },
    claimed: () => claims.size
  }
}
