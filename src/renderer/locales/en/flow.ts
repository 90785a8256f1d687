export default {
  flow: {
    loading: 'Computing…',
    stale: 'Computing. Until then this view shows the result of your earlier choice.',
    failed: 'No answer: {message}',
    again: 'Compute again',
    pause: 'Pause',
    resume: 'Follow',
    plot: '{title} against {x}: {names}.',
    map: '{title}: rows {row}, columns {col}. The arrow keys read cell by cell.',
    trainingStep: 'training step',
    finding: {
      vanishing: 'Vanishing:',
      exploding: 'Exploding:',
      healthy: 'Healthy:',
      'no-signal': 'No signal:',
      cut: 'Cut:'
    },
    growth: {
      share: 'each step back multiplies the gradient by {growth}; over {steps} steps, {share} of it is left.',
      nothing: 'each step back multiplies the gradient by {growth}; over {steps} steps, nothing of it is left.',
      times:
        'each step back multiplies the gradient by {growth}; over {steps} steps, it becomes {times} times as large.'
    },
    withoutGrowth: {
      vanishing: 'the gradient shrinks on its way back.',
      exploding: 'the gradient grows on its way back.',
      healthy: 'the gradient keeps its size on its way back.',
      'no-signal': 'no loss sends a gradient back from a later step to an earlier one.',
      cut: 'what is fed back is the truth, or counts as a constant: there is no path from one step to the one before it, so no gradient flows back through time.'
    },
    rule: {
      show: 'The rule behind this sentence',
      text: 'We follow one loss on its own: the loss of the last step with a target, t*. We fit a straight line to the logarithms of ‖∂L(t*)/∂h(t* − k)‖ over k = 0, 1, 2, … (least squares, as far as float64 can tell the norm from 0). The slope of the line gives the factor for one step back. Its power over all steps from t* to the first step decides. Vanishing: less than {least} of the gradient is left, so the differences between batches hide it. Exploding: the gradient is {most} times as large or more, so the first steps decide the whole update. Healthy: in between, for this number of steps; a factor that is healthy over 20 steps may vanish over 400. No signal: there is no such loss, or it is at the first step, or its gradient is 0. Cut: in output recurrence with teacher forcing no path leads back. This judgement ignores truncation, because truncation is a choice and not a property of the network.'
    },
    flow: {
      empty: 'The gradient appears with the first training step.',
      withA: 'show ‖∇a(t)‖ too',
      norm: 'Gradient of the loss at each state',
      slope: 'Saturation: 1 − h(t)² of every unit',
      unit: 'unit',
      units: 'units, each cell the mean of {count}',
      lastLoss: 'The last loss alone, t* = {t}, on its way back',
      fit: 'fitted growth',
      history: '‖∇h(t)‖ over training',
      explain:
        'The sentence judges the curve below it: one loss on its way back. ‖∇h(t)‖ is the norm of the sum of the gradients of all losses at t and later. Each step adds a new gradient to the sum, so its norm may stay level even where every single gradient vanishes. Where 1 − h(t)² is near 0 (pale), a unit is saturated and lets little of the gradient through. These are the numbers on the diagonal between the factors Wᵀ in ∇h(t) = Wᵀ diag(1 − h(t+1)²) ∇h(t+1) + Vᵀ ∇o(t).'
    },
    influence: {
      compute: 'Compute',
      empty: 'For large networks this takes some seconds.',
      explain:
        'How much each loss depends on each earlier state, and how much the last state depends on the states before it.',
      bound: 'bound from σ₁(W)',
      large: 'The network is too large for ‖∂h(τ)/∂h(t)‖.',
      read: 'Row t is the loss L(t), and column s is the state h(s). The gradient in a cell on the diagonal comes straight down through V. In a cell left of the diagonal it has run back t − s steps and has become smaller or larger. The cells right of the diagonal are empty, because a loss does not depend on later states. The bound is σ₁(W) to the power τ − t (in a free-running model, with the way through its output added). The bound takes every 1 − h(t)² as 1. So the more the units saturate, the further the curve lies below it.',
      straight: 'The gradient that each loss sends to its own state',
      apart:
        'Row t is the loss L(t), and column s is the state h(s). Only the diagonal has values: there the gradient comes straight down through V. Each state affects only the loss of its own step, because the true y(t−1) is fed in, and the truth does not depend on the parameters. ∂h(τ)/∂h(t) is 0 for every t < τ, so there is no curve to draw. Therefore all steps can be computed at once. And therefore the network can remember only what the true outputs tell it.'
    },
    spectrum: {
      empty: 'Nothing has been computed yet.',
      radius: 'spectral radius ρ(W)',
      largest: 'largest singular value σ₁(W)',
      plane: 'Eigenvalues of W',
      planeText: '{count} eigenvalues of W in the complex plane, {outside} of them outside the unit circle.',
      value: "λ = {value}, {'|'}λ{'|'} = {size}",
      real: 'Re λ',
      imaginary: 'Im λ',
      history: '{what} over training',
      noHistory: 'The course of {what} appears here as training goes on.',
      singular: 'Singular values of W',
      apart:
        'Here W leads from the true output y(t−1) to the hidden units. It multiplies a value from the data once, and never a value that it has made itself. So no power of W occurs: eigenvalues would say nothing, and nothing can vanish or explode. σ₁(W) still says how much W can stretch a vector at most.',
      single: 'With one output W is a single column, and σ₁(W) is its length. There is no second singular value.',
      notSquare:
        'Here W leads from the output z(t−1) to the hidden units. Usually it is not square, so it has no eigenvalues. Even where it is square, its eigenvalues do not say how a state develops. Its singular values still say how much it can stretch a vector.',
      explain:
        'Without the saturation 1 − h(t)², going back k steps multiplies the gradient by (Wᵀ)ᵏ. If every eigenvalue lies inside the unit circle, (Wᵀ)ᵏ shrinks to nothing for large k. An eigenvalue outside makes it grow in one direction. The largest singular value is the most that a single step can multiply.'
    },
    check: {
      letter: 'ε',
      start: 'Check every gradient',
      epsilon: 'ε, the step of the difference',
      amount: 'cells of each tensor',
      all: 'all',
      range: 'ε must be a number from {min} to {max}.',
      empty: 'Compares back-propagation with (L(θ + ε) − L(θ − ε)) / 2ε, one parameter θ at a time.',
      agree: 'The gradients agree.',
      differ: 'The gradients differ.',
      verdict: 'The largest relative error, {error}, is at {cell} with ε = {epsilon}.',
      gradient: 'gradient',
      cells: 'cells',
      error: 'relative error',
      worst: 'worst cell',
      analytic: 'back-propagation',
      numeric: 'difference',
      curve: 'error against ε',
      curveOf: 'Error against ε at {cell}',
      show: 'curve',
      follow: 'Open its equation',
      float32: 'float32 against float64',
      pair: 'float32 {value}, float64 {truth}',
      row: 'row',
      col: 'column',
      valley: 'smallest at ε = {epsilon}',
      explain:
        "The relative error is {'|'}difference − gradient{'|'} divided by the larger of the two. In cells that are much smaller than the rest of their tensor, it is divided by the root mean square of the tensor. Errors below 1e−5 come from the difference, which is not exact. A large ε ignores curvature (error ∝ ε²), and a small ε loses digits (error ∝ 1/ε); between them the curve has a valley. The check always uses the full gradient, because a truncated gradient is not the derivative of the loss."
    },
    truncation: {
      letter: 'k',
      empty: 'Nothing has been computed yet.',
      choose: 'k, the steps between two cuts',
      tensors: 'Gradients shown',
      cosine: 'Cosine to the full gradient',
      ratio: 'Length against the full gradient',
      ratioAxis: '‖truncated‖ / ‖full‖',
      caption: 'Truncated gradient for k = {k}',
      whole: 'k = {k} spans the whole sequence: nothing is cut.',
      cut: 'k = {k} cuts the {tau} steps into {stretches} stretches: no gradient flows from one into the one before it.',
      same: 'But no gradient changes here, because no gradient would have crossed these cuts.',
      worst:
        'This changes the direction of ∇{tensor} the most: {share} of its length is left, and its cosine to the full gradient is {cosine}.',
      explain:
        'A cosine of 1 means the same direction; 0 means that nothing of the direction is left. ∇V and ∇c change only where the model’s own output is fed back. Otherwise they need no path through time.'
    }
  }
}
