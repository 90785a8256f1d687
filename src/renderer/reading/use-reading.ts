// Lets the network read a person's text part by part, so that the window stays responsive and shows the progress.

import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { answerTo, type Ask } from '../flow/use-question'

/** What a person gives: its name in messages, and the pasted text or the bytes of a file. */
export interface Given {
  name: string
  content: string | Uint8Array<ArrayBuffer>
}

interface Reading {
  number: number
  /** The training step of the network that reads. */
  step: number
  text: readonly string[]
  /** −log₂ p of each symbol; NaN for the first, and where nothing has been read yet. */
  bits: Float64Array
}

interface UseReading {
  reading: Readonly<ShallowRef<Reading | null>>
  /** Number of symbols that have been read. */
  done: Readonly<Ref<number>>
  /** Symbols that the network does not know. The text is read only after a person has said what to do with them. */
  unknown: Readonly<ShallowRef<readonly string[]>>
  failure: Readonly<Ref<string | null>>
  /** Bits a character over the symbols read so far; null before the second symbol. */
  bitsPerCharacter: ComputedRef<number | null>
  read(given: Given, at: number | 'now', leaveOut: boolean): Promise<void>
}

export function useReading(ask: () => Ask): UseReading {
  const reading = shallowRef<Reading | null>(null)
  const done = ref(0)
  const unknown = shallowRef<readonly string[]>([])
  const failure = ref<string | null>(null)
  let bits = 0
  /** Number of the text that is being read. Reading an older text ends. */
  let turn = 0
  onScopeDispose(() => turn++)

  async function read({ name, content }: Given, at: number | 'now', leaveOut: boolean): Promise<void> {
    const mine = ++turn
    const overtaken = (): boolean => mine !== turn
    reading.value = null
    unknown.value = []
    failure.value = null
    done.value = bits = 0
    try {
      const begun = await answerTo(ask(), { ask: 'read-begin', at, name, content, leaveOut })
      if (overtaken()) return
      unknown.value = begun.unknown
      if (begun.text === '') return
      const { number, step } = begun
      const text = Array.from(begun.text)
      const all = new Float64Array(text.length).fill(NaN)
      reading.value = { number, step, text, bits: all }
      while (done.value < text.length) {
        const part = await answerTo(ask(), { ask: 'read-on', number })
        if (overtaken()) return
        all.set(part.bits, part.from)
        for (const value of part.bits) if (!Number.isNaN(value)) bits += value
        done.value = part.from + part.bits.length
      }
    } catch (error) {
      if (!overtaken()) failure.value = error instanceof Error ? error.message : String(error)
    }
  }

  return {
    reading,
    done,
    unknown,
    failure,
    bitsPerCharacter: computed(() => (done.value < 2 ? null : bits / (done.value - 1))),
    read
  }
}
