"""Options, weights and data of bench.ts for the Python programs, so that all reach the same loss."""
import argparse, json, os, statistics, sys, time
import numpy as np

options = argparse.ArgumentParser()
for name, default in (("hidden", 128), ("vocab", 65), ("batch", 32), ("seq", 50), ("steps", 50), ("threads", 1)):
    options.add_argument(f"--{name}", type=int, default=default)
given = options.parse_args()
nh, K, B, tau = given.hidden, given.vocab, given.batch, given.seq
corpus_length = max(65536, 2 * tau)
rate, beta1, beta2, epsilon, clip_norm = 2e-3, 0.9, 0.999, 1e-8, 1.0


def restart_with(environment):
    """Starts the process again if its threads or libraries are not the wanted ones: they are fixed at the start."""
    if any(os.environ.get(name) != value for name, value in environment.items()):
        os.environ.update(environment)
        os.execv(sys.executable, [sys.executable, *sys.argv])


def uniform(state):
    """The generator of src/engine/random.ts: uniform in [0, 1)."""
    low = 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & low
        t = ((state ^ (state >> 15)) * (state | 1)) & low
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & low)) & low
        yield ((t ^ (t >> 14)) & low) / 4294967296


def weights():
    """U [nh, K], W [nh, nh], b [nh], V [K, nh], c [K], uniform in ±1/√nh."""
    draw = uniform(1234)
    bound = nh**-0.5
    matrix = lambda *shape: np.array([(next(draw) * 2 - 1) * bound for _ in range(int(np.prod(shape)))], np.float32).reshape(shape)
    return matrix(nh, K), matrix(nh, nh), matrix(nh), matrix(K, nh), matrix(K)


def make_corpus():
    draw, symbol, symbols = uniform(4321), 0, []
    for _ in range(corpus_length):
        jumps, jump = next(draw) < 0.1, int(next(draw) * K)
        symbol = (symbol * 5 + 3 + (jump if jumps else 0)) % K
        symbols.append(symbol)
    return np.array(symbols)


corpus = make_corpus()


def batch_at(step):
    """x and y [tau, B]."""
    starts = (step * tau + np.arange(B) * (corpus_length // B)) % (corpus_length - tau - 1)
    index = starts + np.arange(tau)[:, None]
    return corpus[index], corpus[index + 1]


def report(peer, train_step):
    """Times steps after a warm-up. `train_step` takes x and y and returns the loss."""
    warm_up = max(2, given.steps // 10)
    times = []
    for step in range(warm_up + given.steps):
        x, y = batch_at(step)
        began = time.perf_counter()
        loss = train_step(x, y)
        times.append(time.perf_counter() - began)
    median = statistics.median(times[warm_up:])
    print(json.dumps({
        "peer": peer, "tokens_per_s": round(B * tau / median, 1), "ms_per_step": round(median * 1e3, 4),
        "final_loss": round(float(loss), 5), "threads": given.threads,
    }))
