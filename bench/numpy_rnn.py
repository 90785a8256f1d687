#!/usr/bin/env python3
"""The work of bench.ts by hand in numpy, with the same weights, data and options; prints the same line of JSON.

    python3 bench/numpy_rnn.py --hidden 128 --vocab 65 --batch 32 --seq 50 --steps 100 --threads 2

It does little more than the matrix products of OpenBLAS. So a comparison shows how much time a framework spends on
other things.
"""
from work import B, K, beta1, beta2, clip_norm, epsilon, given, nh, rate, report, restart_with, tau, weights

restart_with({"OPENBLAS_NUM_THREADS": str(given.threads), "OMP_NUM_THREADS": str(given.threads)})

import numpy as np

U, W, b, V, c = weights()
parameters = [np.ascontiguousarray(U.T), W, b, V, c]
first, second = ([np.zeros_like(parameter) for parameter in parameters] for _ in range(2))
updates = 0


def gradients(x, y):
    """The mean loss, and ∇Uᵀ, ∇W, ∇b, ∇V, ∇c by back-propagation through time."""
    Ut, W, b, V, c = parameters
    # a(t) = b + W h(t−1) + U x(t)      h(t) = tanh a(t)
    h = np.zeros((tau + 1, B, nh), np.float32)
    inputs = Ut[x] + b
    Wt = np.ascontiguousarray(W.T)
    for t in range(tau):
        np.matmul(h[t], Wt, out=h[t + 1])
        h[t + 1] += inputs[t]
        np.tanh(h[t + 1], out=h[t + 1])
    states = h[1:].reshape(tau * B, nh)
    # o(t) = c + V h(t)      ∇o(t) = ŷ(t) − 1_y(t)
    o = states @ V.T
    o += c
    o -= o.max(1, keepdims=True)
    targets, rows = y.reshape(-1), np.arange(tau * B)
    of_targets = o[rows, targets]
    np.exp(o, out=o)
    sums = o.sum(1, keepdims=True)
    loss = float(np.mean(np.log(sums[:, 0]) - of_targets))
    o /= sums
    o[rows, targets] -= 1
    o /= tau * B
    # ∇h(t) = Wᵀ ∇a(t+1) + Vᵀ ∇o(t)      ∇a(t) = diag(1 − h(t)²) ∇h(t)
    da = (o @ V).reshape(tau, B, nh)
    for t in reversed(range(tau)):
        if t < tau - 1:
            da[t] += da[t + 1] @ W
        da[t] *= 1 - h[t + 1] * h[t + 1]
    flat = da.reshape(tau * B, nh)
    # Rows with the same symbol are summed by one product with their one-hot vectors.
    one_hot = np.zeros((tau * B, K), np.float32)
    one_hot[rows, x.reshape(-1)] = 1
    return loss, [one_hot.T @ flat, flat.T @ h[:-1].reshape(tau * B, nh), flat.sum(0), o.T @ states, o.sum(0)]


def train_step(x, y):
    global updates
    loss, all_gradients = gradients(x, y)
    norm = np.sqrt(sum(float(np.vdot(g, g)) for g in all_gradients))
    factor = min(1.0, clip_norm / (norm + 1e-6))
    updates += 1
    step = rate / (1 - beta1**updates)
    root_correction = (1 - beta2**updates) ** 0.5
    for parameter, g, m, s in zip(parameters, all_gradients, first, second):
        g *= factor
        m *= beta1
        m += (1 - beta1) * g
        s *= beta2
        s += (1 - beta2) * g * g
        parameter -= step * m / (np.sqrt(s) / root_correction + epsilon)
    return loss


report(f"numpy {np.__version__}", train_step)
