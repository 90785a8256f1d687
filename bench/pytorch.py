#!/usr/bin/env python3
"""The work of bench.ts in PyTorch, on the CPU, with the same weights, data and options; prints the same line of JSON.

    python3 bench/pytorch.py --hidden 128 --vocab 65 --batch 32 --seq 50 --steps 100 --threads 2

Two ways of writing the network are tried for a moment and the faster one is measured: nn.RNN on one-hot input, and a
loop over t that gathers rows of U and multiplies by V once for all steps.
"""
import os, time
from work import B, K, batch_at, beta1, beta2, clip_norm, epsilon, given, nh, rate, report, restart_with, weights

# Debian's default OpenBLAS has its own threads beside PyTorch's, and they slow each other down. The OpenMP build uses
# the same threads.
shared_blas = "/usr/lib/x86_64-linux-gnu/openblas-openmp"
restart_with({"OMP_NUM_THREADS": str(given.threads), **({"LD_LIBRARY_PATH": shared_blas} if os.path.isdir(shared_blas) else {})})

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(given.threads)
torch.set_num_interop_threads(1)


class Rnn(nn.Module):
    """nn.RNN on one-hot input."""

    def __init__(self):
        super().__init__()
        U, W, b, V, c = map(torch.from_numpy, weights())
        self.rnn, self.fc = nn.RNN(K, nh), nn.Linear(nh, K)
        with torch.no_grad():
            for parameter, value in ((self.rnn.weight_ih_l0, U), (self.rnn.weight_hh_l0, W), (self.rnn.bias_ih_l0, b),
                                     (self.rnn.bias_hh_l0, torch.zeros(nh)), (self.fc.weight, V), (self.fc.bias, c)):
                parameter.copy_(value)
        self.rnn.bias_hh_l0.requires_grad_(False)

    def forward(self, x):
        return self.fc(self.rnn(F.one_hot(x, K).float())[0])


class Loop(nn.Module):
    """Reads rows of Uᵀ by index, and passes the state on by hand."""

    def __init__(self):
        super().__init__()
        U, W, b, V, c = map(torch.from_numpy, weights())
        self.Ut, self.W, self.b = nn.Parameter(U.t().contiguous()), nn.Parameter(W), nn.Parameter(b)
        self.V, self.c = nn.Parameter(V), nn.Parameter(c)

    def forward(self, x):
        h, states, Wt = torch.zeros(B, nh), [], self.W.t()
        for a in (F.embedding(x, self.Ut) + self.b).unbind(0):
            h = torch.tanh(torch.addmm(a, h, Wt))
            states.append(h)
        return F.linear(torch.stack(states), self.V, self.c)


def trainer(network):
    parameters = [parameter for parameter in network.parameters() if parameter.requires_grad]
    adam = torch.optim.Adam(parameters, lr=rate, betas=(beta1, beta2), eps=epsilon)

    def train_step(x, y):
        x, y = torch.from_numpy(x), torch.from_numpy(y)
        adam.zero_grad(set_to_none=True)
        loss = F.cross_entropy(network(x).view(-1, K), y.reshape(-1))
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, clip_norm)
        adam.step()
        return loss.item()

    return train_step


def trial(kind):
    train_step = trainer(kind())

    def timed(step):
        x, y = batch_at(step)
        began = time.perf_counter()
        train_step(x, y)
        return time.perf_counter() - began

    # Long enough, so that other work on the machine does not make us choose the slower one.
    until = time.perf_counter() + 0.5
    times = [timed(0), timed(1), timed(2)]
    while time.perf_counter() < until:
        times.append(timed(len(times)))
    return min(times)


fastest = min((Rnn, Loop), key=trial)
report(f"PyTorch {torch.__version__} {fastest.__name__}", trainer(fastest()))
