import { isLive } from '../../shared/run'
import { onScopeDispose, watch } from 'vue'
import { portMessage, type PortMessage } from '../../shared/bridge'
import type { Runs } from './use-runs'

type Receive = (port: MessagePort, from: PortMessage['from']) => void

export interface Ports {
  /**
   * Calls back with each port of a run, now or when it arrives, until the returned function is called. A later claim
   * replaces an earlier one of the same run.
   */
  claim(runId: string, receive: Receive): () => void
  /** How many runs are claimed. */
  claimed(): number
}

/**
 * Ports arrive as window messages. The port to a trainer can arrive before the window knows the run; the port to a
 * viewer can arrive after the person has left the run.
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
