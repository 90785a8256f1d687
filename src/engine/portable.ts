// The kernels in plain TypeScript: every other set is tested against them, and they run when no other set does.
// Each operation is one short loop. Sums of many terms stay in float64 until they are stored.

import type { AdamRates, Kernels, Packed } from './kernels'

export const portableKernels: Kernels = {
  name: 'portable',
  floats: (length) => new Float32Array(length),
  integers: (length) => new Int32Array(length),
  stride: (n) => n,
  packed: (k, n) => ({ k, n, data: new Float32Array(k * n) }),

  pack(p: Packed, matrix, rows, cols, transposed) {
    if (transposed) this.transpose(p.data, matrix, rows, cols)
    else p.data.set(matrix)
  },

  product(C, row, A, { k, n, data }, rows) {
    if (row) fillRows(C, row, rows, n)
    const k4 = k - (k % 4)
    for (let r = 0; r < rows; r++) {
      const c = r * n
      const a = r * k
      // Four rows of P at a time: a quarter of the loads and stores of C.
      for (let i = 0; i < k4; i += 4) {
        const a0 = A[a + i],
          a1 = A[a + i + 1],
          a2 = A[a + i + 2],
          a3 = A[a + i + 3]
        const p0 = i * n,
          p1 = p0 + n,
          p2 = p1 + n,
          p3 = p2 + n
        for (let j = 0; j < n; j++) {
          C[c + j] += a0 * data[p0 + j] + a1 * data[p1 + j] + a2 * data[p2 + j] + a3 * data[p3 + j]
        }
      }
      for (let i = k4; i < k; i++) {
        const ai = A[a + i]
        for (let j = 0; j < n; j++) C[c + j] += ai * data[i * n + j]
      }
    }
  },

  outer(G, A, B, rows, m, n) {
    const rows4 = rows - (rows % 4)
    for (let r = 0; r < rows4; r += 4) {
      const b0 = r * n,
        b1 = b0 + n,
        b2 = b1 + n,
        b3 = b2 + n
      for (let i = 0; i < m; i++) {
        const a0 = A[r * m + i],
          a1 = A[(r + 1) * m + i],
          a2 = A[(r + 2) * m + i],
          a3 = A[(r + 3) * m + i]
        const g = i * n
        for (let j = 0; j < n; j++) {
          G[g + j] += a0 * B[b0 + j] + a1 * B[b1 + j] + a2 * B[b2 + j] + a3 * B[b3 + j]
        }
      }
    }
    for (let r = rows4; r < rows; r++) {
      for (let i = 0; i < m; i++) {
        const a = A[r * m + i]
        for (let j = 0; j < n; j++) G[i * n + j] += a * B[r * n + j]
      }
    }
  },

  sumRows(g, A, rows, n) {
    for (let r = 0; r < rows; r++) for (let j = 0; j < n; j++) g[j] += A[r * n + j]
  },

  transpose(table, matrix, rows, cols) {
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) table[j * rows + i] = matrix[i * cols + j]
  },

  addTransposed(matrix, table, rows, cols) {
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) matrix[i * cols + j] += table[j * rows + i]
  },

  gatherRows(A, row, table, index, rows, n) {
    if (row) fillRows(A, row, rows, n)
    for (let r = 0; r < rows; r++) {
      const row = index[r] * n
      if (row >= 0) for (let j = 0; j < n; j++) A[r * n + j] += table[row + j]
    }
  },

  scatterRows(table, A, index, rows, n) {
    for (let r = 0; r < rows; r++) {
      const row = index[r] * n
      if (row >= 0) for (let j = 0; j < n; j++) table[row + j] += A[r * n + j]
    }
  },

  tanh(A, length) {
    for (let i = 0; i < length; i++) A[i] = Math.tanh(A[i])
  },

  tanhGradient(D, H, length) {
    for (let i = 0; i < length; i++) D[i] *= 1 - H[i] * H[i]
  },

  softmaxLoss(O, target, weight, rows, n) {
    let loss = 0
    for (let r = 0; r < rows; r++) {
      const o = r * n
      const w = weight[r]
      if (w === 0) {
        O.fill(0, o, o + n)
        continue
      }
      const { max, sum } = exponentials(O, o, n)
      // L = log Σ exp(o) − o_y
      loss += w * (Math.log(sum) + max - O[o + target[r]])
      // ∇o = ŷ − 1_y
      for (let j = 0; j < n; j++) O[o + j] = (w * Math.exp(O[o + j] - max)) / sum
      O[o + target[r]] -= w
    }
    return loss
  },

  sigmoidLoss(O, target, weight, rows, n) {
    let loss = 0
    for (let r = 0; r < rows; r++) {
      const w = weight[r] / n
      for (let i = r * n; i < (r + 1) * n; i++) {
        const o = O[i]
        const y = target[i]
        // L = −y log σ(o) − (1 − y) log(1 − σ(o)), in the form that does not overflow
        if (w !== 0) loss += w * (Math.max(o, 0) - o * y + Math.log1p(Math.exp(-Math.abs(o))))
        // ∇o = ŷ − y
        O[i] = w === 0 ? 0 : w * (logistic(o) - y)
      }
    }
    return loss
  },

  squaredLoss(O, target, weight, rows, n) {
    let loss = 0
    for (let r = 0; r < rows; r++) {
      const w = weight[r] / n
      for (let i = r * n; i < (r + 1) * n; i++) {
        const error = O[i] - target[i]
        // L = (o − y)²   ∇o = 2 (o − y)
        if (w !== 0) loss += w * error * error
        O[i] = w === 0 ? 0 : 2 * w * error
      }
    }
    return loss
  },

  softmax(Y, O, rows, n) {
    for (let r = 0; r < rows; r++) {
      const { max, sum } = exponentials(O, r * n, n)
      for (let i = r * n; i < (r + 1) * n; i++) Y[i] = Math.exp(O[i] - max) / sum
    }
  },

  sigmoid(Y, O, rows, n) {
    for (let i = 0; i < rows * n; i++) Y[i] = logistic(O[i])
  },

  softmaxFeedback(dO, dY, Y, rows, n) {
    for (let r = 0; r < rows; r++) {
      let inner = 0
      for (let i = r * n; i < (r + 1) * n; i++) inner += dY[i] * Y[i]
      // (∂ŷ/∂o)ᵀ dŷ = ŷ ⊙ (dŷ − ŷ·dŷ)
      for (let i = r * n; i < (r + 1) * n; i++) dO[i] += Y[i] * (dY[i] - inner)
    }
  },

  sigmoidFeedback(dO, dY, Y, rows, n) {
    for (let i = 0; i < rows * n; i++) dO[i] += dY[i] * Y[i] * (1 - Y[i])
  },

  clear(A, length) {
    A.fill(0, 0, length)
  },

  squares(g, length) {
    let sum = 0
    for (let i = 0; i < length; i++) sum += g[i] * g[i]
    return sum
  },

  add(g, a, length) {
    for (let i = 0; i < length; i++) g[i] += a[i]
  },

  scale(g, factor, length) {
    for (let i = 0; i < length; i++) g[i] *= factor
  },

  clip(g, limit, length) {
    let changed = false
    for (let i = 0; i < length; i++) {
      if (Math.abs(g[i]) <= limit) continue
      g[i] = Math.sign(g[i]) * limit
      changed = true
    }
    return changed
  },

  sgd(theta, g, rate, l2) {
    for (let i = 0; i < theta.length; i++) theta[i] -= rate * (g[i] + l2 * theta[i])
  },

  momentum(theta, g, v, rate, mu, nesterov, l2) {
    for (let i = 0; i < theta.length; i++) {
      const gradient = g[i] + l2 * theta[i]
      // v ← μ v + g     θ ← θ − η v     (Nesterov looks ahead: θ ← θ − η (g + μ v))
      v[i] = mu * v[i] + gradient
      theta[i] -= rate * (nesterov ? gradient + mu * v[i] : v[i])
    }
  },

  rmsprop(theta, g, s, rate, beta2, epsilon, l2) {
    for (let i = 0; i < theta.length; i++) {
      const gradient = g[i] + l2 * theta[i]
      // s ← β₂ s + (1 − β₂) g²     θ ← θ − η g / (√s + ε)
      s[i] = beta2 * s[i] + (1 - beta2) * gradient * gradient
      theta[i] -= (rate * gradient) / (Math.sqrt(s[i]) + epsilon)
    }
  },

  adam(theta, g, m, s, { rate, beta1, beta2, epsilon, correction1, correction2, l2, decay }: AdamRates) {
    const step = rate / correction1
    const rootCorrection = Math.sqrt(correction2)
    for (let i = 0; i < theta.length; i++) {
      const gradient = g[i] + l2 * theta[i]
      // m ← β₁ m + (1 − β₁) g     s ← β₂ s + (1 − β₂) g²     θ ← θ − η m̂ / (√ŝ + ε)
      m[i] = beta1 * m[i] + (1 - beta1) * gradient
      s[i] = beta2 * s[i] + (1 - beta2) * gradient * gradient
      theta[i] = theta[i] * (1 - rate * decay) - (step * m[i]) / (Math.sqrt(s[i]) / rootCorrection + epsilon)
    }
  }
}

/** Each of the rows of A [rows × n] becomes `row`. */
function fillRows(A: Float32Array, row: Float32Array, rows: number, n: number): void {
  for (let i = 0; i < rows * n; i++) A[i] = row[i % n]
}

function logistic(o: number): number {
  return 1 / (1 + Math.exp(-o))
}

/** Largest of n values and Σ exp(value − largest): the stable way to a softmax. */
function exponentials(O: Float32Array, start: number, n: number): { max: number; sum: number } {
  let max = -Infinity
  for (let i = start; i < start + n; i++) if (!(O[i] <= max)) max = O[i]
  let sum = 0
  for (let i = start; i < start + n; i++) sum += Math.exp(O[i] - max)
  return { max, sum }
}
