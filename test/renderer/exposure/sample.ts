// An answer as the trainer gives it, small enough to be worked out by hand.

import type { Exposure } from '../../../src/renderer/exposure/criterion'

/** Four steps, of which the second has no target. Its own output is wrong from t = 3 on. */
export function exposureSample(output: Exposure['output'], ny = output === 'softmax' ? 3 : 1): Exposure {
  const steps = 4
  const mask = [true, false, true, true]
  const y = new Float64Array(steps * ny)
  const [forced, free, own] = [0, 1, 2].map(() => new Float64Array(steps * ny))
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < ny; i++) {
      const at = t * ny + i
      if (output === 'softmax') {
        y[at] = i === t % 3 ? 1 : 0
        forced[at] = i === t % 3 ? 0.7 + t / 50 : (0.3 - t / 50) / 2
        free[at] = i === t % 3 ? 0.21 - t / 50 : (0.79 + t / 50) / 2
        own[at] = t < 2 ? y[at] : i === (t + 1) % 3 ? 1 : 0
      } else if (output === 'sigmoid') {
        y[at] = (t + i) % 2
        forced[at] = y[at] === 1 ? 0.83 : 0.12
        free[at] = y[at] === 1 ? 0.41 : 0.37
        own[at] = t < 2 ? y[at] : 1 - y[at]
      } else {
        y[at] = 0.5 * t - i
        forced[at] = y[at] + 0.11
        free[at] = own[at] = y[at] + (t < 2 ? 0.05 : 0.93)
      }
    }
  }
  const lossOf = (yhat: Float64Array): Float64Array<ArrayBuffer> =>
    Float64Array.from({ length: steps }, (_, t) => {
      let sum = 0
      for (let i = 0; i < ny; i++) {
        const [p, truth] = [yhat[t * ny + i], y[t * ny + i]]
        sum +=
          output === 'linear'
            ? (p - truth) ** 2 / ny
            : output === 'softmax'
              ? -truth * Math.log(p)
              : -Math.log(truth === 1 ? p : 1 - p) / ny
      }
      return mask[t] ? sum : 0
    })
  const [L, freeL] = [lossOf(forced), lossOf(free)]
  const curve = (loss: Float64Array<ArrayBuffer>) => ({
    loss,
    error: Float64Array.of(0.01, 0.01, 0.01, 0.01),
    accuracy: output === 'linear' ? null : Float64Array.of(1, 1, 0.5, 0.5)
  })
  return {
    kind: 'exposure',
    step: 100,
    sequences: 40,
    told: 0,
    horizon: steps,
    nx: 2,
    ny,
    output,
    through: 'z',
    fed: output === 'linear' ? 'value' : 'argmax',
    counts: Float64Array.of(40, 0, 40, 40),
    forced: curve(L),
    free: curve(freeL),
    parts: 3,
    sigma: output === 'linear' ? 0.25 : null,
    tolerated: 2,
    shown: {
      sequence: 0,
      steps,
      mask,
      x: new Float64Array(2 * steps).fill(1),
      y,
      forced: { yhat: forced, L },
      free: { yhat: free, own, L: freeL },
      units: null,
      names: null
    }
  }
}
