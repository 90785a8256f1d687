#!/usr/bin/env python3
"""The work of bench.ts in PyTorch, on the CPU, with the same weights, data and options; prints the same line of JSON.

    python3 bench/pytorch.py --hidden 128 --vocab 65 --batch 32 --seq 50 --steps 100 --threads 2

Two ways of writing the network are tried for a moment and the faster one is measured: nn.RNN on one-hot input, and a
loop over t that gathers rows of U and multiplies by V once for all steps.
"""
import argparse, json, os, statistics, sys, time

options = argparse.ArgumentParser()
for name, default in (("hidden", 128), ("vocab", 65), ("batch", 32), ("seq", 50), ("steps", 50), ("threads", 1)):
    options.add_argument(f"--{name}", type=int, default=default)
given = options.parse_args()

# Debian's default OpenBLAS keeps threads of its own beside PyTorch's, and the two get in each other's way; the OpenMP
# build shares them. The loader must know before the process begins.
shared_blas = "/usr/lib/x86_64-linux-gnu/openblas-openmp"
wanted = {"OMP_NUM_THREADS": str(given.threads), **({"LD_LIBRARY_PATH": shared_blas} if os.path.isdir(shared_blas) else {})}
if any(os.environ.get(name) != value for name, value in wanted.items()):
    os.environ.update(wanted)
    os.execv(sys.executable, [sys.executable, *sys.argv])

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(given.threads)
nh, K, B, tau = given.hidden, given.vocab, given.batch, given.seq
corpus_length = 65536


def uniform(state):
    """The generator of src/engine/random.ts: uniform in [0, 1)."""
    low = 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & low
        t = ((state ^ (state >> 15)) * (state | 1)) & low
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & low)) & low
        yield ((t ^ (t >> 14)) & low) / 4294967296


def weights():
    """U, W, b, V, c, uniform in ±1/√nh."""
    draw = uniform(1234)
    bound = nh**-0.5
    tensor = lambda *shape: torch.tensor([(next(draw) * 2 - 1) * bound for _ in range(torch.Size(shape).numel())]).view(*shape)
    return tensor(nh, K), tensor(nh, nh), tensor(nh), tensor(K, nh), tensor(K)


def make_corpus():
    draw, symbol, symbols = uniform(4321), 0, []
    for _ in range(corpus_length):
        jumps, jump = next(draw) < 0.1, int(next(draw) * K)
        symbol = (symbol * 5 + 3 + (jump if jumps else 0)) % K
        symbols.append(symbol)
    return torch.tensor(symbols)


corpus = make_corpus()


def batch_at(step):
    starts = (step * tau + torch.arange(B) * (corpus_length // B)) % (corpus_length - tau - 1)
    index = starts + torch.arange(tau)[:, None]
    return corpus[index], corpus[index + 1]


class Rnn(nn.Module):
    """nn.RNN on one-hot input."""

    def __init__(self):
        super().__init__()
        U, W, b, V, c = weights()
        self.rnn, self.fc = nn.RNN(K, nh), nn.Linear(nh, K)
        with torch.no_grad():
            for parameter, value in ((self.rnn.weight_ih_l0, U), (self.rnn.weight_hh_l0, W), (self.rnn.bias_ih_l0, b),
                                     (self.rnn.bias_hh_l0, torch.zeros(nh)), (self.fc.weight, V), (self.fc.bias, c)):
                parameter.copy_(value)
        self.rnn.bias_hh_l0.requires_grad_(False)

    def forward(self, x):
        return self.fc(self.rnn(F.one_hot(x, K).float())[0])


class Loop(nn.Module):
    """Rows of Uᵀ are gathered, the state is carried by hand."""

    def __init__(self):
        super().__init__()
        U, W, b, V, c = weights()
        self.Ut, self.W, self.b = nn.Parameter(U.t().contiguous()), nn.Parameter(W), nn.Parameter(b)
        self.V, self.c = nn.Parameter(V), nn.Parameter(c)

    def forward(self, x):
        h, states = torch.zeros(B, nh), []
        for a in (F.embedding(x, self.Ut) + self.b).unbind(0):
            h = torch.tanh(torch.addmm(a, h, self.W.t()))
            states.append(h)
        return F.linear(torch.stack(states), self.V, self.c)


def trainer(network):
    parameters = [parameter for parameter in network.parameters() if parameter.requires_grad]
    adam = torch.optim.Adam(parameters, lr=2e-3)

    def train_step(step):
        x, y = batch_at(step)
        began = time.perf_counter()
        adam.zero_grad(set_to_none=True)
        loss = F.cross_entropy(network(x).view(-1, K), y.reshape(-1))
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1)
        adam.step()
        return loss.item(), time.perf_counter() - began

    return train_step


def trial(kind):
    train_step = trainer(kind())
    return min(train_step(step)[1] for step in range(6))


fastest = min((Rnn, Loop), key=trial)
train_step = trainer(fastest())
warm_up = max(2, given.steps // 10)
results = [train_step(step) for step in range(warm_up + given.steps)]
median = statistics.median(seconds for _, seconds in results[warm_up:])
print(json.dumps({
    "peer": f"PyTorch {torch.__version__} {fastest.__name__}", "tokens_per_s": round(B * tau / median, 1),
    "ms_per_step": round(median * 1e3, 4), "final_loss": round(results[-1][0], 5), "threads": given.threads,
}))
