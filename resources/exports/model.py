"""A recurrent network that Unroll has trained, in plain PyTorch (1.13 or newer) and nothing else.

    python3 model.py check                          the stored inputs give the stored answers
    python3 model.py write --prime "Call me "       a text goes on
    python3 model.py forecast data.csv --rows 12    a series goes on after its last row
    python3 model.py train data.txt --steps 100     training goes on with the next batch, under the same settings

Beside this file lie config.json (what the network is and how it was trained), model.safetensors (its parameters),
training.safetensors (the optimizer's state, and the network's between two batches), vocabulary.json of a text or
scaling.json of a series, check.json and curves.csv.

The letters are those of Goodfellow, Bengio, Courville, Deep Learning, chapter 10:

    a(t) = b + W h(t-1) + U x(t)    h(t) = tanh a(t)    o(t) = c + V h(t)    yhat(t) = softmax o(t)

with z(t-1), what step t-1 has put out, in place of h(t-1) where the recurrence is "output", and beside it in
"hidden+output".
"""

import argparse
import csv
import json
import math
import struct
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

HERE = Path(__file__).parent


# ---- files ----

def read_json(name):
    return json.loads((HERE / name).read_text(encoding='utf-8'))


def read_tensors(file):
    """A safetensors file: the length of the header in 8 bytes, the header in JSON, then float32 values."""
    data = bytearray(Path(file).read_bytes())
    start = 8 + struct.unpack('<Q', data[:8])[0]
    tensors = {}
    for name, entry in json.loads(data[8:start].decode()).items():
        if name != '__metadata__':
            begin, end = entry['data_offsets']
            tensors[name] = torch.frombuffer(data[start + begin:start + end], dtype=torch.float32).reshape(entry['shape'])
    return tensors


def write_tensors(file, tensors):
    header, parts, end = {}, [], 0
    for name, tensor in tensors.items():
        part = tensor.detach().cpu().contiguous().numpy().astype('<f4').tobytes()
        header[name] = {'dtype': 'F32', 'shape': list(tensor.shape), 'data_offsets': [end, end + len(part)]}
        end += len(part)
        parts.append(part)
    head = json.dumps(header).encode()
    head += b' ' * (-len(head) % 8)
    with open(file, 'xb') as out:
        out.write(struct.pack('<Q', len(head)) + head + b''.join(parts))


# ---- the network ----

class Feedback(nn.Module):
    """What PyTorch has no layer for: a recurrence that what was put out goes through (weight_zh_l0)."""

    def __init__(self, recurrence, nx, nh, ny):
        super().__init__()
        self.weight_ih_l0 = nn.Parameter(torch.zeros(nh, nx))
        if recurrence == 'hidden+output':
            self.weight_hh_l0 = nn.Parameter(torch.zeros(nh, nh))
        self.weight_zh_l0 = nn.Parameter(torch.zeros(nh, ny))
        self.bias_ih_l0 = nn.Parameter(torch.zeros(nh))

    def forward(self, x, h, z):
        """h(t) from x(t) [N, nx], h(t-1) [N, nh] and z(t-1) [N, ny]."""
        a = self.bias_ih_l0 + x @ self.weight_ih_l0.T + z @ self.weight_zh_l0.T
        if hasattr(self, 'weight_hh_l0'):
            a = a + h @ self.weight_hh_l0.T
        return torch.tanh(a)


class Network(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        nx, nh, ny = config['nx'], config['nh'], config['ny']
        if config['recurrence'] == 'hidden':
            self.rnn = nn.RNN(nx, nh)
            # PyTorch has two biases, and one is enough.
            self.rnn.bias_hh_l0.requires_grad_(False)
        else:
            self.rnn = Feedback(config['recurrence'], nx, nh, ny)
        self.fc = nn.Linear(nh, ny)

    def new_state(self, n):
        return torch.zeros(n, self.config['nh']), torch.zeros(n, self.config['ny'])

    def forward(self, x, state, truth=None, truncation=None):
        """o(t) of every step [T, N, ny] from x [T, N, nx], and the state (h, z) after the last step. Where `truth`
        [T, N, ny] is given, it is fed back in place of what the network puts out. No gradient goes back over every
        `truncation`th step."""
        h, z = state
        if self.config['recurrence'] == 'hidden':
            hs = []
            for piece in x.split(truncation or len(x)):
                out, h = self.rnn(piece, h.detach().reshape(1, len(h), -1))
                hs.append(out)
                h = h[0]
            return self.fc(torch.cat(hs)), (h, z)
        os = []
        for t in range(len(x)):
            if truncation and t > 0 and t % truncation == 0:
                h, z = h.detach(), z.detach()
            h = self.rnn(x[t], h, z)
            os.append(self.fc(h))
            z = self.fed_back(os[-1]) if truth is None else truth[t]
        return torch.stack(os), (h, z)

    def answer(self, o):
        """yhat from o."""
        if self.config['output'] == 'softmax':
            return torch.softmax(o, -1)
        return torch.sigmoid(o) if self.config['output'] == 'sigmoid' else o

    def fed_back(self, o):
        """z from o, when the network runs on its own."""
        yhat = self.answer(o)
        softmax = self.config['output'] == 'softmax'
        if self.config['feeding'] == 'argmax':
            return F.one_hot(yhat.argmax(-1), yhat.shape[-1]).float() if softmax else (yhat > 0.5).float()
        if self.config['feeding'] == 'sample':
            return F.one_hot(torch.multinomial(yhat, 1)[:, 0], yhat.shape[-1]).float() if softmax else torch.bernoulli(yhat)
        return yhat

    def step(self, x, state=None):
        """yhat(t) [N, ny] from x(t) [N, nx] and the state after step t-1, which is None before the first."""
        if state is None:
            state = self.new_state(len(x))
        elif self.config['feeding'] == 'input':
            # What came true after step t-1 is x(t).
            state = (state[0], x)
        o, state = self(x[None], state)
        return self.answer(o[0]), state


def load():
    network = Network(read_json('config.json'))
    network.load_state_dict(read_tensors(HERE / 'model.safetensors'))
    return network


def one_hot(symbols, n):
    return F.one_hot(torch.as_tensor(symbols), n).float()


# ---- texts and series ----

def read_text(file, config):
    """The numbers of the symbols of a text."""
    number = {symbol: k for k, symbol in enumerate(read_json('vocabulary.json')['symbols'])}
    with open(file, encoding=config.encoding, newline='') as source:
        text = source.read()
    unknown = sorted(set(text) - set(number))
    if unknown:
        sys.exit(f'{file}: the network does not know {unknown[:20]}.')
    return torch.tensor([number[symbol] for symbol in text])


def read_series(file, config):
    """The rows of a table as the network reads them: (value - mean) / deviation of every column that it knows."""
    scaling = read_json('scaling.json')
    with open(file, encoding=config.encoding, newline='') as source:
        lines = source.read().splitlines()
    delimiter = max(',;\t|', key=lines[0].count)
    rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(cell.strip() for cell in row)]
    names = [name.strip() for name in rows[0]]
    if set(scaling['columns']) <= set(names):
        places, rows = [names.index(name) for name in scaling['columns']], rows[1:]
    elif len(names) == len(scaling['columns']):
        places = range(len(names))
    else:
        sys.exit(f"{file} has the columns {names}; the network knows {scaling['columns']}.")
    values = torch.tensor([[float(row[place]) for place in places] for row in rows], dtype=torch.float64)
    return ((values - torch.tensor(scaling['mean'])) / torch.tensor(scaling['deviation'])).float()


def write(network, prime, length, temperature):
    """A text that goes on from `prime`."""
    symbols = read_json('vocabulary.json')['symbols']
    opening = prime or ('\n' if '\n' in symbols else symbols[0])
    unknown = sorted(set(opening) - set(symbols))
    if unknown:
        sys.exit(f'The network does not know {unknown}.')
    written, state = [symbols.index(symbol) for symbol in opening], None
    with torch.no_grad():
        for t in range(len(written) + length - 1):
            yhat, state = network.step(one_hot([written[t]], len(symbols)), state)
            if t == len(written) - 1:
                written.append(torch.multinomial(yhat[0] ** (1 / temperature), 1).item())
    return prime + ''.join(symbols[k] for k in written[len(opening):])


def forecast(network, values, rows):
    """The rows that follow a series, in its own units; every one is the input of the next."""
    scaling = read_json('scaling.json')
    state, answers = None, []
    with torch.no_grad():
        for x in values:
            yhat, state = network.step(x[None], state)
        for _ in range(rows):
            answers.append(yhat[0])
            yhat, state = network.step(yhat, state)
    return torch.stack(answers).double() * torch.tensor(scaling['deviation']) + torch.tensor(scaling['mean'])


# ---- training ----

class Random:
    """The stream of random numbers that Unroll draws offsets from (mulberry32)."""

    def __init__(self, state):
        self.state = state

    def integer(self, n):
        """Uniform in 0 … n-1."""
        mask = 0xffffffff
        self.state = (self.state + 0x6d2b79f5) & mask
        t = (self.state ^ self.state >> 15) * (self.state | 1) & mask
        t ^= (t + (t ^ t >> 7) * (t | 61)) & mask
        return math.floor((t ^ t >> 14) / 2 ** 32 * n)


def batches(length, config):
    """Endless: where each lane of a batch begins, and whether the state begins at zero. Every lane reads a stretch of its
    own; at the end all begin again, at another offset. A sequence that is too short for that is read at random places."""
    tau, lanes = config['learning']['sequenceLength'], config['learning']['batchSize']
    held_out = max(1, math.floor(config['data']['validationFraction'] * length + 0.5))
    pairs = max(2, length - held_out) - 1
    stretch = pairs // lanes
    windows = stretch // tau
    window, offset, random_state = config['position']
    random = Random(random_state)
    while True:
        if windows == 0:
            yield [random.integer(pairs - tau + 1) for _ in range(lanes)], True
            continue
        fresh = window == 0
        if fresh:
            offset = random.integer(stretch - windows * tau + 1)
        yield [lane * stretch + offset + window * tau for lane in range(lanes)], fresh
        window = (window + 1) % windows


def learning_rate(settings, step):
    rate = settings['learningRate']
    if settings['schedule'] == 'constant':
        return rate
    if settings['schedule'] == 'step':
        return rate * settings['decayFactor'] ** (step // settings['decayEvery'])
    warm_up = settings['warmupSteps']
    if step < warm_up:
        return rate * (step + 1) / warm_up
    progress = min(1, (step - warm_up) / max(1, settings['decayEvery'] - warm_up))
    return rate * 0.5 * (1 + math.cos(math.pi * progress))


def new_optimizer(network, settings, stored, updates):
    """The optimizer in the state that is stored: weights decay, biases do not."""
    trained = {name: p for name, p in network.named_parameters() if p.requires_grad}
    groups = [
        {'params': [p for p in trained.values() if p.dim() == 2], 'weight_decay': settings['l2']},
        {'params': [p for p in trained.values() if p.dim() == 1], 'weight_decay': 0.0}]
    kind, rate = settings['kind'], settings['learningRate']
    if kind in ('sgd', 'momentum', 'nesterov'):
        momentum = 0 if kind == 'sgd' else settings['momentum']
        optimizer = torch.optim.SGD(groups, lr=rate, momentum=momentum, nesterov=kind == 'nesterov')
    elif kind == 'rmsprop':
        optimizer = torch.optim.RMSprop(groups, lr=rate, alpha=settings['beta2'], eps=settings['epsilon'])
    else:
        adam = torch.optim.AdamW if kind == 'adamw' else torch.optim.Adam
        optimizer = adam(groups, lr=rate, betas=(settings['beta1'], settings['beta2']), eps=settings['epsilon'])
    for key, tensor in stored.items():
        slot, _, name = key.partition(' ')
        if name in trained:
            optimizer.state[trained[name]][slot] = tensor.clone()
            optimizer.state[trained[name]]['step'] = torch.tensor(float(updates))
    return optimizer


def mean_loss(o, y, config):
    """Mean over the targets, in nats or as squared error. y holds categories [T, N], or values [T, N, ny]."""
    if config['readout'] == 'last-step':
        o, y = o[-1:], y[-1:]
    if config['output'] == 'softmax':
        return F.cross_entropy(o.flatten(0, 1), y.flatten())
    return F.binary_cross_entropy_with_logits(o, y) if config['output'] == 'sigmoid' else F.mse_loss(o, y)


def train_step(network, optimizer, x, y, state, step):
    """One step of training, counted from 0. Returns the loss before it, and the state for the next batch."""
    config = network.config
    learning, settings = config['learning'], config['optimizer']
    for group in optimizer.param_groups:
        group['lr'] = learning_rate(settings, step)
    truth = None
    if learning['method'] == 'teacher-forcing':
        truth = one_hot(y, config['ny']) if config['output'] == 'softmax' else y
    optimizer.zero_grad()
    o, (h, z) = network(x, state, truth, learning['truncation'])
    loss = mean_loss(o, y, config)
    loss.backward()
    trained = [p for p in network.parameters() if p.requires_grad]
    if settings['clipValue'] is not None:
        nn.utils.clip_grad_value_(trained, settings['clipValue'])
    if settings['clipNorm'] is not None:
        nn.utils.clip_grad_norm_(trained, settings['clipNorm'])
    optimizer.step()
    return loss.item(), (h.detach(), z.detach())


def train(network, values, steps):
    """Goes on with training on the data that the network comes from; yields the loss of every step."""
    config = network.config
    stored = read_tensors(HERE / 'training.safetensors')
    optimizer = new_optimizer(network, config['optimizer'], stored, config['updates'])
    tau, lanes = config['learning']['sequenceLength'], config['learning']['batchSize']
    state = network.new_state(lanes)
    carries = config['learning']['carryState']
    if carries and 'carried.h' in stored:
        state = stored['carried.h'], stored.get('carried.z', state[1])
    places = batches(len(values), config)
    for step in range(config['step'], config['step'] + steps):
        begins, fresh = next(places)
        pairs = torch.stack([values[begin:begin + tau + 1] for begin in begins], 1)
        x, y = pairs[:-1], pairs[1:]
        if config['input'] == 'index':
            x = one_hot(x, config['nx'])
        if fresh or not carries:
            state = network.new_state(lanes)
        loss, state = train_step(network, optimizer, x, y, state, step)
        yield step + 1, loss


# ---- the command ----

def check(network):
    """The largest distance from the stored answers, relative to their spread."""
    stored = read_json('check.json')
    values = lambda numbers: torch.tensor(numbers, dtype=torch.float32)
    state, distances, answers = None, [], values(stored['answers'])
    with torch.no_grad():
        for x, answer in zip(stored['inputs'], answers):
            x = one_hot([x], network.config['nx']) if network.config['input'] == 'index' else values([x])
            yhat, state = network.step(x, state)
            if 'fed back' in stored:
                state = state[0], values([stored['fed back'][len(distances)]])
            distances.append((yhat[0] - answer).abs().max())
    return (max(distances) / (answers.max() - answers.min())).item()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--encoding', default='utf-8-sig', help='of the text or the table')
    commands = parser.add_subparsers(dest='command', required=True)
    commands.add_parser('check')
    command = commands.add_parser('write')
    command.add_argument('--prime', default='')
    command.add_argument('--length', type=int, default=300)
    command.add_argument('--temperature', type=float, default=0.8)
    command.add_argument('--seed', type=int, default=1)
    command = commands.add_parser('forecast')
    command.add_argument('data')
    command.add_argument('--rows', type=int, default=12)
    command = commands.add_parser('train')
    command.add_argument('data')
    command.add_argument('--steps', type=int, default=100)
    command.add_argument('--out', help='a new safetensors file for the parameters')
    options = parser.parse_args()

    network = load()
    kind = network.config['data']['kind']
    needed = {'write': ('text',), 'forecast': ('series',), 'train': ('text', 'series')}
    if kind not in needed.get(options.command, (kind,)):
        sys.exit(f'The network was trained on a {kind}; {options.command} is for {" and ".join(needed[options.command])}.')
    if options.command == 'check':
        print(check(network))
    elif options.command == 'write':
        torch.manual_seed(options.seed)
        print(write(network, options.prime, options.length, options.temperature))
    elif options.command == 'forecast':
        print(','.join(json.dumps(name) for name in read_json('scaling.json')['columns']))
        for row in forecast(network, read_series(options.data, options), options.rows).tolist():
            print(','.join(map(str, row)))
    else:
        values = (read_text if kind == 'text' else read_series)(options.data, options)
        for step, loss in train(network, values, options.steps):
            print(f'step {step} loss {loss!r}', flush=True)
        if options.out:
            write_tensors(options.out, network.state_dict())


if __name__ == '__main__':
    main()
