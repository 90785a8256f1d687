export default {
  flow: {
    loading: 'Computing…',
    stale: 'Being computed. What stands here is still of the choice before.',
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
      text: 'One loss is followed on its own: that of the last step with a target, t*. Through the logarithms of ‖∂L(t*)/∂h(t* − k)‖ over k = 0, 1, 2, … runs a straight line (least squares, as far as float64 can tell the norm from 0); its slope gives the factor for one step back, and its power over the whole way from t* to the first step decides. Less than {least} of it left: vanishing, for it drowns in what differs from batch to batch. {most} times as large or more: exploding, for the first steps then decide the whole update. In between: healthy, over so many steps; a factor that is healthy over 20 may vanish over 400. No signal: there is no such loss, it is at the first step, or its gradient is 0. Cut: output recurrence with teacher forcing, where no path leads back. Truncation is left out of this judgement, because it is a choice and not a property of the network.'
    },
    flow: {
      empty: 'The gradient appears with the first training step.',
      withA: 'show ‖∇a(t)‖ too',
      norm: 'Gradient of the loss at each state',
      slope: 'Saturation: 1 − h(t)² of every unit',
      unit: 'unit',
      units: 'units, in means of {count}',
      lastLoss: 'The last loss alone, t* = {t}, on its way back',
      fit: 'fitted growth',
      history: '‖∇h(t)‖ over training',
      explain:
        'The sentence judges the curve below it: one loss on its way back. ‖∇h(t)‖ adds up the gradients of all losses at t and later, and each step adds something new to it, so it may stay level where every single gradient vanishes. Where 1 − h(t)² is near 0 (pale), a unit is saturated and lets little through: these are the numbers on the diagonal between the factors Wᵀ in ∇h(t) = Wᵀ diag(1 − h(t+1)²) ∇h(t+1) + Vᵀ ∇o(t).'
    },
    influence: {
      compute: 'Compute',
      empty: 'For large networks this takes some seconds.',
      explain: 'How much each loss depends on each earlier state, and the last state on those before it.',
      bound: 'bound from σ₁(W)',
      large: 'The network is too large for ‖∂h(τ)/∂h(t)‖.',
      read: 'Row t is the loss L(t), column s the state h(s). The cells on the diagonal come straight down through V; to their left the gradient has run back t − s steps, and fades or grows. To the right nothing: a loss does not depend on later states. The bound is σ₁(W) to the power τ − t (a free-running model adds the way through its output). It takes every 1 − h(t)² as 1, so the curve lies below it as far as the units saturate.',
      straight: 'What each loss sends to its own state',
      apart:
        'Row t is the loss L(t), column s the state h(s). There is only the diagonal, what comes straight down through V, because each state touches the loss of its own step and no other: the true y(t−1) is fed in, and the truth does not depend on the parameters. ∂h(τ)/∂h(t) is 0 for every t < τ, so there is no curve of it to draw. That is why all steps can be computed at once, and why nothing can be remembered that the true outputs do not say.'
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
        'Here W leads from the true output y(t−1) to the hidden units. It is applied once, to what the data give, and never to what it has made itself: no power of W arises, so eigenvalues would say nothing, and there is nothing that could vanish or explode. σ₁(W) still tells by how much W can stretch a vector at most.',
      single: 'With one output W is one column, and σ₁(W) is its length: there is no second singular value.',
      notSquare:
        'Here W leads from the output z(t−1) to the hidden units. As a rule it is not square and has no eigenvalues, and where it has, they say nothing of how a state goes on. Its singular values still tell by how much it can stretch a vector.',
      explain:
        'Without the saturation 1 − h(t)², going back k steps multiplies by (Wᵀ)ᵏ. When every eigenvalue lies inside the unit circle, that shrinks to nothing for large k; one outside makes it grow along its direction. The largest singular value bounds a single step.'
    },
    check: {
      letter: 'ε',
      start: 'Check every gradient',
      epsilon: 'ε, the distance of the difference',
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
        "The relative error is {'|'}difference − gradient{'|'} over the larger of the two, or, in cells much smaller than their tensor, over the root mean square of the tensor; below 1e−5 it is the difference that is not exact. A large ε leaves out curvature (error ∝ ε²), a small one loses digits (error ∝ 1/ε): between them lies a valley. It is always the full gradient that is checked, for a truncated one is not the derivative of the loss."
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
      same: 'Even so no gradient changes here: nothing would have come across the cuts.',
      worst:
        'This turns ∇{tensor} the most: {share} of its length is left, and the cosine to the full gradient is {cosine}.',
      explain:
        'Cosine 1 means the same direction, 0 that nothing of the direction is left. ∇V and ∇c change only where the model’s own output is fed back; otherwise they need no path through time.'
    }
  }
}
