"""A recurrent network that Unroll has trained, in plain PyTorch (1.13 or newer).

    python3 model.py check                          the stored inputs give the stored answers
    python3 model.py write --prime "Call me "       a text goes on
    python3 model.py forecast data.csv --rows 12    a series goes on after its last row
    python3 model.py train data.txt --steps 100     training goes on with the next batch, under the same settings

Training also goes on in several processes, on one machine or on many, with or without GPUs: README.md says how.

Beside this file lie reading.py and times.py (which read texts and tables), config.json (what the network is, how it was
trained and how its data are read), model.safetensors (its parameters),
training.safetensors (the optimizer's state, and the network's between two batches), vocabulary.json of a text or
scaling.json of a series, check.json and curves.csv.

The letters are those of Goodfellow, Bengio, Courville, Deep Learning, chapter 10:

    a(t) = b + W h(t-1) + U x(t)    h(t) = tanh a(t)    o(t) = c + V h(t)    yhat(t) = softmax o(t)

with z(t-1), what step t-1 has put out, in place of h(t-1) where the recurrence is "output", and beside it in
"hidden+output".
"""

import argparse
import array
import csv
import hashlib
import json
import math
import os
import struct
import sys
from pathlib import Path

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import nn

from reading import ReadingError, byte_labels, is_flag, read_table, read_text, transforms_of

HERE = Path(__file__).parent
#: The roles of inputs that hold the value of the next row.
AHEAD = ('known-ahead', 'flag-ahead')


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
    """PyTorch has no layer for this: a recurrence in which the output goes back to the network (weight_zh_l0)."""

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
        zeros = self.fc.weight.new_zeros
        return zeros(n, self.config['nh']), zeros(n, self.config['ny'])

    def forward(self, x, state, truth=None, truncation=None, coins=None, streams=None):
        """o(t) of every step [T, N, ny] from x [T, N, nx], and the state (h, z) after the last step. Where `truth`
        [T, N, ny] is given, it is fed back in place of the network's own output; with `coins` [T, N], only where they
        say so, and no gradient goes through what is fed back otherwise. No gradient goes back over every
        `truncation`th step."""
        h, z = state
        if self.config['recurrence'] == 'hidden':
            hs = []
            for piece in x.split(truncation or len(x)):
                out, h = self.rnn(piece, h.detach().reshape(1, len(h), -1))
                hs.append(out)
                h = h[0]
            return self.fc(torch.cat(hs)), (h, z)
        outs = []
        for t in range(len(x)):
            if truncation and t > 0 and t % truncation == 0:
                h, z = h.detach(), z.detach()
            h = self.rnn(x[t], h, z)
            outs.append(self.fc(h))
            if truth is None:
                z = self.fed_back(outs[-1])
            elif coins is None:
                z = truth[t]
            else:
                draws = [Random(stream).fork(t + 1) for stream in streams]
                z = torch.where(coins[t][:, None], truth[t], self.fed_back(outs[-1], draws).detach())
        return torch.stack(outs), (h, z)

    def answer(self, o):
        """yhat from o."""
        if self.config['output'] == 'softmax':
            return torch.softmax(o, -1)
        return torch.sigmoid(o) if self.config['output'] == 'sigmoid' else o

    def fed_back(self, o, draws=None):
        """z from o, when the network runs on its own. `draws`: for each sequence, the stream that draws its category."""
        yhat = self.answer(o)
        softmax = self.config['output'] == 'softmax'
        # Where the truth is fed, the network's own output is fed in training alone (scheduled sampling).
        feeding = self.config['feedback' if self.config['feeding'] == 'input' else 'feeding']
        if feeding == 'argmax':
            return F.one_hot(yhat.argmax(-1), yhat.shape[-1]).float() if softmax else (yhat > 0.5).float()
        if feeding == 'sample':
            if draws and softmax:
                drawn = [draw.index(row) for draw, row in zip(draws, yhat.tolist())]
                return F.one_hot(torch.tensor(drawn, device=o.device), yhat.shape[-1]).float()
            return F.one_hot(torch.multinomial(yhat, 1)[:, 0], yhat.shape[-1]).float() if softmax else torch.bernoulli(yhat)
        return yhat

    def step(self, x, state=None):
        """yhat(t) [N, ny] from x(t) [N, nx] and the state after step t-1, which is None before the first."""
        if state is None:
            state = self.new_state(len(x))
        elif self.config['feeding'] == 'input':
            # The true output of step t-1 is x(t), or its first ny values.
            state = (state[0], x[:, :self.config['ny']])
        o, state = self(x[None], state)
        return self.answer(o[0]), state


def load():
    network = Network(read_json('config.json'))
    network.load_state_dict(read_tensors(HERE / 'model.safetensors'))
    return network


def one_hot(symbols, n):
    return F.one_hot(torch.as_tensor(symbols), n).float()


# ---- texts and series ----

def symbols_of_text(file, network, options):
    """The numbers of the symbols of a text."""
    symbols = read_json('vocabulary.json')['symbols']
    number = {symbol: k for k, symbol in enumerate(symbols)}
    files = (network.config['data'].get('reading') or {}).get('files', [])
    if Path(file).is_dir():
        sys.exit(f'{file} is a folder, and this program reads one file. Join its files into one, and add --afresh; or go '
                 'on in Unroll, which reads folders.')
    if len(files) > 1 and not options.afresh:
        sys.exit(f'The network was trained on {len(files)} files, which this program does not read together. Go on in '
                 f'Unroll, or add --afresh to go on with {file} alone.')
    text = read_text(file, network.config['data'].get('reading'), number, options.encoding)
    unknown = sorted(set(text) - set(number))
    if unknown:
        sys.exit(f'{file}: the network does not know {unknown[:20]}.')
    numbers = [number[symbol] for symbol in text]
    if not options.afresh:
        stored = bytes(numbers) if len(symbols) <= 256 else array.array('H', numbers).tobytes()
        expect_same(file, network, symbols, stored)
    return torch.tensor(numbers)


def reads_bytes():
    """Whether the symbols are bytes in place of characters."""
    return read_json('vocabulary.json').get('unit') == 'bytes'


def symbols_of(text):
    return byte_labels(text.encode()) if reads_bytes() else list(text)


def text_of(symbols):
    """The text of these symbols. Bytes that are no UTF-8 become U+FFFD."""
    if not reads_bytes():
        return ''.join(symbols)
    return bytes(ord(one) if len(one) == 1 else int(one, 16) for one in symbols).decode(errors='replace')


def series_of_table(file, network, options):
    """The rows of a table as the network reads them: (value - mean) / deviation of every column that it knows, where the
    value may be a logarithm or a change."""
    table = table_of(file, network, options)
    rows, known, ny = rows_of(table), table.known, network.config['ny']
    values = scaled(rows, known)
    if not any(map(is_flag, roles_of(read_json('scaling.json')))):
        return values
    # Where gaps are kept, more columns say which targets are known.
    return torch.cat([values, (~learned(rows)[:, :ny].isnan()).float()], 1)


def learned(rows):
    """What the network learns of every column: NaN where a value is missing."""
    transforms = transforms_of(read_json('scaling.json'), read_json('config.json')['data'])
    return torch.stack([transformed(column, transform) for column, transform in zip(rows.T, transforms)], 1)


def scaled(rows, known=None):
    """The rows in the scale of the network, of which the first `known` (or all) have targets. The last known value stands in for a
    missing one, and 0 before the first."""
    scaling, known = read_json('scaling.json'), len(rows) if known is None else known
    values = (learned(filled(rows, known)) - torch.tensor(scaling['mean'])) / torch.tensor(scaling['deviation'])
    values[:known] = values[:known].nan_to_num(0)
    return values.float()


def filled(rows, known):
    rows = rows.clone()
    for i in range(1, known):
        rows[i] = torch.where(rows[i].isnan(), rows[i - 1], rows[i])
    return rows


def in_units(yhat, before):
    """The targets [ny] in their own units, from yhat [ny] and the targets of the row before [ny or more]."""
    scaling, ny = read_json('scaling.json'), len(yhat)
    values = yhat.double() * torch.tensor(scaling['deviation'][:ny]) + torch.tensor(scaling['mean'][:ny])
    transforms = transforms_of(scaling, read_json('config.json')['data'])
    return torch.stack([turned_back(*one) for one in zip(values, before, transforms)])


def roles_of(scaling):
    """Of every column: target (an input too), input, or known-ahead, whose value of the next row is read; or flag or
    flag-ahead, which is 1 where the value of another column is missing."""
    return scaling.get('roles', ['target'] * len(scaling['columns']))


def inputs_of(values):
    """x(t) of every row: a column that is known ahead has the value of the next row, and the last row has none."""
    ahead = torch.tensor([role in AHEAD for role in roles_of(read_json('scaling.json'))])
    following = torch.cat([values[1:], torch.full_like(values[:1], math.nan)])
    return torch.where(ahead, following, values)


def table_of(file, network, options):
    """The columns of a table that the network knows (reading.py)."""
    scaling, data = read_json('scaling.json'), network.config['data']
    columns, roles = scaling['columns'], roles_of(scaling)
    table = read_table(file, data, columns, roles, options.encoding)
    if not options.afresh:
        labels = [name + '(t+1)' if role in AHEAD else name for name, role in zip(columns, roles)]
        values = array.array('d', [value for row in table.rows[:table.known] for value in row])
        expect_same(file, network, labels, values.tobytes())
    return table


def rows_of(table):
    """The values of a table in their own units [rows, columns]. Rows at the end may hold only columns that are known ahead:
    the others are NaN there."""
    return torch.tensor(table.rows, dtype=torch.float64)


def known_rows(values):
    """The number of rows with targets."""
    return len(values) - int(values[:, 0].isnan().sum())


def transformed(values, transform):
    """What the network learns of a column: the values, their logarithms, or the changes of one of these from row to
    row."""
    if 'log' in transform:
        values = values.log()
    return torch.cat([torch.zeros_like(values[:1]), values.diff()]) if 'difference' in transform else values


def turned_back(value, before, transform):
    """The value in its own units; `before` is the value of the row before."""
    if 'log' in transform:
        value = value.exp()
    if 'difference' not in transform:
        return value
    return before * value if 'log' in transform else before + value


def expect_same(file, network, labels, values):
    """Ends the program where the data are not those of the training: the network would continue with other batches."""
    known = network.config['data_identity']
    found = hashlib.sha256(json.dumps(labels, ensure_ascii=False, separators=(',', ':')).encode() + values).hexdigest()
    if known is not None and known['hash'] != found:
        sys.exit(f'{file} is not the file that the network was trained on, or it has changed. --afresh takes it all '
                 'the same, from its first batch on.')


def write(network, prime, length, temperature):
    """A text that continues `prime`."""
    symbols = read_json('vocabulary.json')['symbols']
    opening = symbols_of(prime) or ['\n' if '\n' in symbols else symbols[0]]
    unknown = sorted(set(opening) - set(symbols))
    if unknown:
        sys.exit(f'The network does not know {unknown}.')
    written, state = [symbols.index(symbol) for symbol in opening], None
    with torch.no_grad():
        for t in range(len(written) + length - 1):
            yhat, state = network.step(one_hot([written[t]], len(symbols)), state)
            if t == len(written) - 1:
                written.append(drawn(yhat[0], temperature))
    return prime + text_of([symbols[k] for k in written[len(opening):]])


def drawn(yhat, temperature):
    """A symbol; at temperature 0 the likeliest one."""
    if temperature == 0:
        return yhat.argmax().item()
    return torch.multinomial(torch.softmax(yhat.log() / temperature, 0), 1).item()


def printable(text):
    """The text with pictures in place of the control characters of a terminal (ESC is U+241B)."""
    picture = {code: 0x2400 + code for code in range(32) if chr(code) not in '\n\t'}
    # C1 has no pictures, and others turn the direction of a line.
    others = [*range(0x80, 0xa0), *range(0x202a, 0x202f), *range(0x2066, 0x206a)]
    return text.translate({**picture, 0x7f: 0x2421, **{code: 0xfffd for code in others}})


def forecast(network, file, options):
    """The targets of the rows that follow the last row with targets, in their own units, as lines of CSV: the number of the
    row, its label where the labels go on, and the values. Each row is the input of the next, together with what is known
    ahead."""
    scaling, read = read_json('scaling.json'), table_of(file, network, options)
    ny, roles, last, table = network.config['ny'], roles_of(scaling), read.known, rows_of(read)
    of = lambda role: [name for name, own in zip(scaling['columns'], roles) if own == role]
    if options.rows > 1 and of('input'):
        sys.exit(f'Nobody knows {of("input")} after the last row: forecast one row.')
    if of('known-ahead') and len(table) - last < options.rows:
        sys.exit(f'A forecast of {options.rows} rows needs as many rows of {of("known-ahead")} after the last row with '
                 f'targets; {file} has {len(table) - last}.')
    x, before, state, answers = inputs_of(scaled(table, last)), filled(table, last)[last - 1, :ny], None, []
    # The network's own output stands for a value, which is not missing.
    flags = [j for j, role in enumerate(roles) if role == 'flag']
    with torch.no_grad():
        for row in x[:last]:
            yhat, state = network.step(row[None], state)
        for i in range(options.rows):
            before = in_units(yhat[0], before)
            answers.append(before)
            if i + 1 < options.rows:
                following = (x[last + i] if of('known-ahead') else x[0]).clone()
                following[flags] = 0
                yhat, state = network.step(torch.cat([yhat, following[None, ny:]], 1), state)
    labels = read.next_labels(options.rows)
    if read.labels is not None and labels is None:
        print(f'The column "{read.label_name}" has no rhythm that this program can continue: rows have only their numbers.',
              file=sys.stderr)
    yield ['row', *([read.label_name] if labels else []), *of('target')]
    for i, values in enumerate(torch.stack(answers).tolist()):
        yield [last + 1 + i, *([labels[i]] if labels else []), *values]


# ---- training ----

class Random:
    """Unroll's stream of random numbers (mulberry32)."""

    def __init__(self, state):
        self.state = state & 0xffffffff

    def next(self):
        """Uniform in [0, 1)."""
        mask = 0xffffffff
        self.state = (self.state + 0x6d2b79f5) & mask
        t = (self.state ^ self.state >> 15) * (self.state | 1) & mask
        t ^= (t + (t ^ t >> 7) * (t | 61)) & mask
        return (t ^ t >> 14) / 2 ** 32

    def integer(self, n):
        """Uniform in 0 … n-1."""
        return math.floor(self.next() * n)

    def index(self, probabilities):
        """An index drawn from probabilities that sum to 1."""
        rest = self.next()
        for k, probability in enumerate(probabilities[:-1]):
            rest -= probability
            if rest < 0:
                return k
        return len(probabilities) - 1

    def fork(self, purpose):
        """Another stream, which depends only on this one and on the purpose."""
        return Random((self.state ^ purpose * 0x9e3779b9) * 0x85ebca6b)


def batches(values, config):
    """Endless: where each lane of a batch begins, and whether the state begins at zero. Batches without any known target are
    left out, and the state begins anew after them."""
    has_gaps, left_out = config['input'] == 'dense' and values.shape[1] > config['nx'], 0
    for begins, fresh in windows_of(values, config):
        if has_gaps and known_targets(batch_of(values, begins, config)[1], config) == 0:
            left_out += 1
            if left_out == 10000:
                sys.exit('The targets are missing in 10000 batches one after the other.')
            continue
        yield begins, fresh or left_out > 0
        left_out = 0


def windows_of(values, config):
    """Every lane reads a stretch of its own; at the end all begin again, at another offset. A sequence that is too short for
    that is read at random places."""
    tau, lanes = config['learning']['sequenceLength'], config['learning']['batchSize']
    length = known_rows(values) if config['input'] == 'dense' else len(values)
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
    """The optimizer with its stored state. Weights decay, biases do not."""
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
    """Mean over the known targets, in nats or as squared error. y holds categories [T, N], or values [T, N, ny], beside which
    [T, N, 2 ny] may say which of them are known (1)."""
    if config['readout'] == 'last-step':
        o, y = o[-1:], y[-1:]
    if says_known(y, config):
        y, known = y.split(config['ny'], 2)
        return ((o - y) ** 2 * known).sum() / known.sum().clamp(min=1)
    if config['output'] == 'softmax':
        return F.cross_entropy(o.flatten(0, 1), y.flatten())
    return F.binary_cross_entropy_with_logits(o, y) if config['output'] == 'sigmoid' else F.mse_loss(o, y)


def says_known(y, config):
    return config['output'] == 'linear' and y.shape[2] > config['ny']


def known_targets(y, config):
    """The number of values that the loss is the mean of."""
    if config['readout'] == 'last-step':
        y = y[-1:]
    return y[:, :, config['ny']:].sum() if says_known(y, config) else torch.tensor(float(y.numel()))


def throw_coins(config, step):
    """Scheduled sampling: for every step of every lane whether the truth is fed back [T, N], and for every lane the
    state of the stream that draws its own outputs."""
    learning = config['learning']
    i, k = step, learning['truthDecay']
    epsilon = {
        'linear': lambda: 1 - i / k,
        'exponential': lambda: math.exp(-i / k),
        'inverse-sigmoid': lambda: k / (k + math.exp(min(i / k, 700)))}[learning['truthSchedule']]()
    epsilon = max(learning['truthLeast'], epsilon)
    tau, lanes = learning['sequenceLength'], learning['batchSize']
    random = Random(config['seed']).fork(5).fork(step)
    # Every lane throws a coin for every step, or one for all its steps.
    thrown = [[random.next() < epsilon for _ in range(lanes)] for _ in range(tau if learning['truthCoin'] == 'step' else 1)]
    return torch.tensor(thrown).expand(tau, lanes), [random.integer(2 ** 32) for _ in range(lanes)]


def train_step(network, optimizer, x, y, state, step, part=None):
    """One step of training, counted from 0. Returns the loss before it, and the state for the next batch. `part`: the
    lanes (slice) that this process has of the batch; the gradients of all processes are then added up."""
    config = network.config
    learning, settings = config['learning'], config['optimizer']
    for group in optimizer.param_groups:
        group['lr'] = learning_rate(settings, step)
    truth = coins = streams = None
    if learning['method'] in ('teacher-forcing', 'scheduled-sampling'):
        truth = one_hot(y, config['ny']) if config['output'] == 'softmax' else y[:, :, :config['ny']]
    if learning['method'] == 'scheduled-sampling':
        coins, streams = throw_coins(config, step)
        if part is not None:
            coins, streams = coins[:, part], streams[part]
        coins = coins.to(x.device)
    optimizer.zero_grad()
    o, (h, z) = network(x, state, truth, learning['truncation'], coins, streams)
    loss = mean_loss(o, y, config)
    if part is not None:
        # The mean over all lanes is the sum of the means of the parts, each times its share of the targets.
        share = x.shape[1] / learning['batchSize']
        if says_known(y, config):
            own = known_targets(y, config)
            everything = own.clone()
            dist.all_reduce(everything)
            share = own / everything
        loss = loss * share
    loss.backward()
    trained = [p for p in network.parameters() if p.requires_grad]
    loss = loss.detach()
    if part is not None:
        loss = add_up(trained, loss)
    if settings['clipValue'] is not None:
        nn.utils.clip_grad_value_(trained, settings['clipValue'])
    if settings['clipNorm'] is not None:
        nn.utils.clip_grad_norm_(trained, settings['clipNorm'])
    optimizer.step()
    return loss.item(), (h.detach(), z.detach())


def add_up(parameters, loss):
    """Adds the gradients and the losses of all processes, in one message."""
    everything = torch.cat([p.grad.flatten() for p in parameters] + [loss.reshape(1)])
    dist.all_reduce(everything)
    for p, gradient in zip(parameters, everything.split([p.numel() for p in parameters] + [1])):
        p.grad.copy_(gradient.reshape(p.shape))
    return everything[-1]


def batch_of(values, begins, config):
    """The inputs and targets of a batch [T, N, ...]; every lane begins where `begins` says."""
    tau = config['learning']['sequenceLength']
    rows = torch.stack([values[begin:begin + tau + 1] for begin in begins], 1)
    if config['input'] == 'index':
        return one_hot(rows[:-1], config['nx']), rows[1:]
    nx, ny = config['nx'], config['ny']
    # What is known stands after the inputs, where gaps are kept.
    return inputs_of(rows[:, :, :nx])[:-1], torch.cat([rows[1:, :, :ny], rows[1:, :, nx:]], 2)


def train(network, values, steps, rank=0, processes=1, afresh=False):
    """Goes on with training on the data that the network comes from, or `afresh`, from the first batch of any data;
    yields the loss of every step. Of several processes, each has some lanes of every batch."""
    config, device = network.config, network.fc.weight.device
    if not afresh and (config['data'].get('reading') or {}).get('heldOut'):
        sys.exit('The held-out rows were chosen by their time or group, which this program does not know. Go on in Unroll, '
                 'or add --afresh, which holds out the end of the data.')
    stored = {name: tensor.to(device) for name, tensor in read_tensors(HERE / 'training.safetensors').items()}
    optimizer = new_optimizer(network, config['optimizer'], stored, config['updates'])
    tau, lanes = config['learning']['sequenceLength'], config['learning']['batchSize']
    if processes > lanes:
        sys.exit(f'A batch has {lanes} sequences; {processes} processes are too many.')
    if len(values) <= tau + 2:
        sys.exit(f'The data have {len(values)} steps: too few for sequences of {tau}.')
    part = slice(rank * lanes // processes, (rank + 1) * lanes // processes)
    zero = network.new_state(part.stop - part.start)
    state = zero
    if config['learning']['carryState'] and not afresh and 'carried.h' in stored:
        state = stored['carried.h'][part], stored['carried.z'][part] if 'carried.z' in stored else zero[1]
    if afresh:
        config = {**config, 'position': [0, 0, config['seed']]}
    places = batches(values, config)
    for step in range(config['step'], config['step'] + steps):
        begins, fresh = next(places)
        x, y = (part_of.to(device) for part_of in batch_of(values, begins[part], config))
        if fresh or not config['learning']['carryState']:
            state = zero
        loss, state = train_step(network, optimizer, x, y, state, step, part if processes > 1 else None)
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


def join_others(device):
    """The processes that torchrun has started share the batches; alone, there is one. Returns the number of this one, how
    many there are, and its device: each process of a machine has a GPU of its own."""
    processes = int(os.environ.get('WORLD_SIZE', 1))
    if processes == 1:
        return 0, 1, device
    if device == 'cuda':
        device = f"cuda:{os.environ['LOCAL_RANK']}"
        torch.cuda.set_device(device)
    if not dist.is_initialized():
        dist.init_process_group('nccl' if device.startswith('cuda') else 'gloo')
    return dist.get_rank(), processes, device


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--encoding', help='of the text or the table, where it is not that of the training')
    commands = parser.add_subparsers(dest='command', required=True)
    commands.add_parser('check')
    command = commands.add_parser('write')
    command.add_argument('--prime', default='')
    command.add_argument('--length', type=positive, default=300)
    command.add_argument('--temperature', type=temperature, default=0.8, help='0 takes the likeliest symbol every time')
    command.add_argument('--seed', type=int, default=1)
    command = commands.add_parser('forecast')
    command.add_argument('data')
    command.add_argument('--rows', type=positive, default=12)
    command = commands.add_parser('train')
    command.add_argument('data')
    command.add_argument('--steps', type=positive, default=100)
    command.add_argument('--out', help='a new safetensors file for the parameters')
    command.add_argument('--afresh', action='store_true', help='any data, from their first batch on')
    command.add_argument('--device', default='cpu', help='cpu, or cuda for a GPU')
    try:
        run(parser.parse_args())
    except (ReadingError, OSError) as error:
        sys.exit(str(error))


def positive(text):
    if int(text) < 1:
        raise ValueError
    return int(text)


def temperature(text):
    if not 0 <= float(text) <= 10:
        raise ValueError
    return float(text)


def expect_possible(options):
    """Ends the program before hours of training, if its end would fail."""
    if options.device.startswith('cuda') and not torch.cuda.is_available():
        sys.exit('PyTorch finds no GPU here. Leave --device out.')
    if options.out and Path(options.out).exists():
        sys.exit(f'{options.out} exists already. Name a new file.')
    if options.out and not Path(options.out).absolute().parent.is_dir():
        sys.exit(f'There is no folder for {options.out}. Make it, or name another.')


def run(options):
    network = load()
    kind = network.config['data']['kind']
    needed = {'write': ('text',), 'forecast': ('series',), 'train': ('text', 'series')}
    if kind not in needed.get(options.command, (kind,)):
        sys.exit(f'The network was trained on a {kind}; {options.command} is for {" and ".join(needed[options.command])}.')
    if options.command == 'check':
        print(check(network))
    elif options.command == 'write':
        torch.manual_seed(options.seed)
        print(printable(write(network, options.prime, options.length, options.temperature)))
    elif options.command == 'forecast':
        options.afresh = True
        csv.writer(sys.stdout, lineterminator='\n').writerows(forecast(network, options.data, options))
    else:
        expect_possible(options)
        read = symbols_of_text if kind == 'text' else series_of_table
        values = read(options.data, network, options)
        rank, processes, device = join_others(options.device)
        network.to(device)
        for step, loss in train(network, values, options.steps, rank, processes, options.afresh):
            if rank == 0:
                print(f'step {step} loss {loss!r}', flush=True)
        if options.out and rank == 0:
            write_tensors(options.out, network.state_dict())
        if processes > 1:
            dist.destroy_process_group()


if __name__ == '__main__':
    main()
