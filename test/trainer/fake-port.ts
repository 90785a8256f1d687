import { trainerEventSchema, type Command, type Frame, type TrainerEvent, type Watch } from '../../src/shared/messages'
import type { Port } from '../../src/trainer/viewer'

/**
 * Both ends of a port in one object: that of the window and that of the trainer. Every message is checked by its
 * schema.
 */
export class FakePort implements Port {
  readonly received: TrainerEvent[] = []
  private message: ((event: { data: unknown }) => void) | null = null
  private closed: (() => void) | null = null

  postMessage(message: unknown): void {
    this.received.push(trainerEventSchema.parse(message))
  }

  on(event: 'message' | 'close', listener: (event: { data: unknown }) => void): void {
    if (event === 'message') this.message = listener
    else this.closed = listener as () => void
  }

  start(): void {}

  send(command: Command | object): void {
    this.message!({ data: command })
  }

  close(): void {
    this.closed!()
  }

  frame(seen = 0, watch: Watch[] = []): Frame {
    this.send({ type: 'frame', seen, watch })
    return this.received.at(-1) as Frame
  }
}
