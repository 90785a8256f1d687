// n-gram models of characters, orders 0–4, as baselines for networks. Interpolated Witten–Bell:
//
//   p_k(c | h) = ( n(h c) + T(h) p_{k−1}(c | h') ) / ( n(h) + T(h) ),     p_{−1}(c) = 1 / K
//
// h: the k symbols before c; h': h without its first symbol; n(h): how often h was followed by anything;
// T(h): by how many different symbols. Where n(h) = 0, p_k = p_{k−1}.

import type { Baseline } from './data-set'
import type { HeldOutRange, PairRange } from './stretches'

const orders = 5
/** Bounds of time and memory for long texts: training characters counted (the last), and strings kept. */
const countedCharacters = 8_000_000
const maximumNodes = 1 << 22
/** Characters between two pauses: a few milliseconds of work. */
const pauseEvery = 8192

/**
 * A table of 26 bytes a node. A node is a string of 1–5 symbols that was seen; it hangs below
 * the string without its last symbol. Found by hashing (parent, symbol) with linear probing.
 */
class Trie {
  parent = new Int32Array(1 << 12)
  symbol = new Uint16Array(1 << 12)
  /** How often the string was seen. */
  count = new Int32Array(1 << 12)
  /** n(h) and T(h) of the string as a history. */
  followed = new Int32Array(1 << 12)
  distinct = new Int32Array(1 << 12)
  /** Node 0 is the empty string. */
  size = 1
  private slots = new Int32Array(1 << 13)

  get full(): boolean {
    return this.size + orders > maximumNodes
  }

  /** The child's node, 0 when it was never seen. */
  find(parent: number, symbol: number): number {
    return this.slots[this.slotOf(parent, symbol)]
  }

  /** Counts one more `symbol` after `parent`; returns the child's node. */
  add(parent: number, symbol: number): number {
    const slot = this.slotOf(parent, symbol)
    let node = this.slots[slot]
    if (node === 0) {
      node = this.size++
      this.slots[slot] = node
      this.parent[node] = parent
      this.symbol[node] = symbol
      this.distinct[parent]++
      if (this.size === this.parent.length) this.grow()
    }
    this.count[node]++
    this.followed[parent]++
    return node
  }

  private slotOf(parent: number, symbol: number): number {
    const last = this.slots.length - 1
    let hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(symbol + 1, 0x85ebca6b)
    hash ^= hash >>> 15
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const node = this.slots[slot]
      if (node === 0 || (this.parent[node] === parent && this.symbol[node] === symbol)) return slot
    }
  }

  private grow(): void {
    const doubled = <T extends Int32Array | Uint16Array>(old: T, fresh: T): T => {
      fresh.set(old)
      return fresh
    }
    const length = this.size * 2
    this.parent = doubled(this.parent, new Int32Array(length))
    this.symbol = doubled(this.symbol, new Uint16Array(length))
    this.count = doubled(this.count, new Int32Array(length))
    this.followed = doubled(this.followed, new Int32Array(length))
    this.distinct = doubled(this.distinct, new Int32Array(length))
    this.slots = new Int32Array(length * 2)
    for (let node = 1; node < this.size; node++) {
      this.slots[this.slotOf(this.parent[node], this.symbol[node])] = node
    }
  }
}

/**
 * Mean nats per character of the stretches `held` of a text under n-grams of orders 0–4 counted on the stretches
 * `trained`. No string goes from one sequence into the next; `first` is the first character of the sequence.
 * `symbols` is K. Values of a baseline: `order`, `counted` (training characters counted: the last 8 million, fewer
 * when the table of 4 million strings is full), `scored` (characters of the stretches).
 * Yields undefined every few milliseconds, and the five baselines at the end.
 */
export function* nGramBaselines(
  text: ArrayLike<number>,
  symbols: number,
  trained: readonly PairRange[],
  held: readonly HeldOutRange[]
): Iterable<Baseline | undefined> {
  const trie = new Trie()
  const all = trained.reduce((sum, { begin, end }) => sum + end - begin, 0)
  let skipped = Math.max(0, all - countedCharacters)
  // nodes[m]: the last m symbols; −1 when there are fewer symbols or the string was never seen.
  const nodes = new Int32Array(orders + 1).fill(-1, 1)
  let counted = 0
  for (const { begin, end } of trained) {
    const from = Math.min(end, begin + skipped)
    skipped -= from - begin
    nodes.fill(-1, 1)
    for (let i = from; i < end && !trie.full; i++) {
      for (let m = orders; m >= 1; m--) nodes[m] = nodes[m - 1] < 0 ? -1 : trie.add(nodes[m - 1], text[i])
      if (++counted % pauseEvery === 0) yield undefined
    }
  }

  const advance = (symbol: number): void => {
    for (let m = orders; m >= 1; m--) nodes[m] = nodes[m - 1] < 0 ? -1 : trie.find(nodes[m - 1], symbol) || -1
  }

  const loss = new Float64Array(orders)
  let scored = 0
  for (const { first, begin, end } of held)
    for (let i = begin; i < end; i++) {
      if (i === begin) {
        // The first characters of a stretch are predicted from those before it.
        nodes.fill(-1, 1)
        for (let before = Math.max(first, begin - orders); before < begin; before++) advance(text[before])
      }
      const symbol = text[i]
      let p = 1 / symbols
      for (let k = 0; k < orders; k++) {
        const history = nodes[k]
        if (history >= 0 && trie.followed[history] > 0) {
          const child = trie.find(history, symbol)
          const count = child > 0 ? trie.count[child] : 0
          const T = trie.distinct[history]
          p = (count + T * p) / (trie.followed[history] + T)
        }
        loss[k] -= Math.log(p)
      }
      advance(symbol)
      if (++scored % pauseEvery === 0) yield undefined
    }
  for (let order = 0; order < orders; order++) {
    yield { key: 'n-gram', kind: 'baseline', loss: loss[order] / scored, values: { order, counted, scored } }
  }
}
