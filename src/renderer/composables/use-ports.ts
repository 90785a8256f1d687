import { onScopeDispose } from 'vue'
import { portMessage, type PortMessage } from '../../shared/bridge'

type Receive = (port: MessagePort, from: PortMessage['from']) => void

export interface Ports {
  /** Hands over the port of a run, now or as soon as one comes; a later claim takes the place of this one. */
  claim(runId: string, receive: Receive): void
  release(): void
}

/**
 * Ports come as window messages: to trainers sometimes before anyone knows the run they belong to, to viewers sometimes
 * when nobody looks at the run any more.
 */
export function usePorts(): Ports {
  const waiting = new Map<string, MessagePort>()
  let claimed: { runId: string; receive: Receive } | null = null

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
    if (claimed?.runId === message.runId) return claimed.receive(port, message.from)
    if (message.from === 'viewer') return port.close()
    waiting.get(message.runId)?.close()
    waiting.set(message.runId, port)
  }

  window.addEventListener('message', receive)
  onScopeDispose(() => {
    window.removeEventListener('message', receive)
    waiting.forEach((port) => port.close())
  })

  return {
    claim(runId, receive) {
      claimed = { runId, receive }
      const port = waiting.get(runId)
      waiting.delete(runId)
      if (port) receive(port, 'trainer')
    },
    release() {
      claimed = null
    }
  }
}
