"""The network in Keras 3, with any of its backends, from the parameters in model.safetensors.

    python3 model_keras.py          the largest distance from the stored answers, relative to their spread
    from model_keras import load    a model that turns x [N, T, nx] into yhat

x is one-hot for categories, and scaled for a series; yhat comes in the same scale. scaled() and in_units() turn the units of
the data into that scale and back.
It was tried with Keras 3.15.1 on JAX.
"""

import json
import math
import os
import struct
from importlib.util import find_spec
from pathlib import Path

if 'KERAS_BACKEND' not in os.environ and not find_spec('tensorflow'):
    # Without a word Keras takes TensorFlow, also where only another backend is installed.
    os.environ['KERAS_BACKEND'] = 'torch' if find_spec('torch') else 'jax'

import keras
import numpy as np
from keras import ops

from reading import transforms_of

HERE = Path(__file__).parent


def read_json(name):
    return json.loads((HERE / name).read_text(encoding='utf-8'))


def read_tensors(file):
    """A safetensors file: the length of the header in 8 bytes, the header in JSON, then float32 values."""
    data = Path(file).read_bytes()
    start = 8 + struct.unpack('<Q', data[:8])[0]
    header = json.loads(data[8:start].decode())
    return {
        name: np.frombuffer(data, '<f4', int(np.prod(entry['shape'])), start + entry['data_offsets'][0]).reshape(entry['shape'])
        for name, entry in header.items() if name != '__metadata__'}


def scaled(rows):
    """x [T, nx] as the network reads it, from rows of a series in the units of the data."""
    scaling, columns = read_json('scaling.json'), []
    for values, transform in zip(np.asarray(rows, float).T, transforms_of(scaling, read_json('config.json')['data'])):
        values = np.log(values) if 'log' in transform else values
        columns.append(np.diff(values, prepend=values[0]) if 'difference' in transform else values)
    return ((np.stack(columns, 1) - scaling['mean']) / scaling['deviation']).astype('float32')


def in_units(yhat, before):
    """The targets [ny] in their own units, from yhat [ny] and the targets of the row before [ny or more]."""
    scaling, values = read_json('scaling.json'), []
    for k, transform in enumerate(transforms_of(scaling, read_json('config.json')['data'])[:len(yhat)]):
        value = float(yhat[k]) * scaling['deviation'][k] + scaling['mean'][k]
        value = math.exp(value) if 'log' in transform else value
        change = {'difference': float(before[k]) + value, 'log-difference': float(before[k]) * value}
        values.append(change.get(transform, value))
    return values


class FeedbackCell(keras.layers.Layer):
    """A step of a network whose output is fed back: h(t) and yhat(t) from x(t), h(t-1) and z(t-1)."""

    def __init__(self, config, **others):
        super().__init__(**others)
        self.config = config
        self.state_size = [config['nh'], config['ny']]
        self.output_size = config['ny']

    def build(self, shape):
        nx, nh, ny = (self.config[size] for size in ('nx', 'nh', 'ny'))
        new = lambda name, *sizes: self.add_weight(shape=sizes, name=name, initializer='zeros')
        self.kernel = new('kernel', nx, nh)
        self.feedback_kernel = new('feedback_kernel', ny, nh)
        self.recurrent_kernel = new('recurrent_kernel', nh, nh) if self.config['recurrence'] == 'hidden+output' else None
        self.bias = new('bias', nh)
        self.output_kernel = new('output_kernel', nh, ny)
        self.output_bias = new('output_bias', ny)
        self.built = True

    def call(self, x, states):
        h, z = states
        if self.config['feeding'] == 'input':
            # The true output of step t-1 is x(t). The state is 0 before the first step, and 1 after it.
            z = z * x[:, :self.config['ny']]
        a = self.bias + ops.matmul(x, self.kernel) + ops.matmul(z, self.feedback_kernel)
        if self.recurrent_kernel is not None:
            a = a + ops.matmul(h, self.recurrent_kernel)
        h = ops.tanh(a)
        yhat = activation(self.config)(self.output_bias + ops.matmul(h, self.output_kernel))
        return yhat, [h, self.fed_back(yhat)]

    def fed_back(self, yhat):
        feeding, softmax = self.config['feeding'], self.config['output'] == 'softmax'
        if feeding == 'input':
            return ops.ones_like(yhat)
        if feeding == 'argmax':
            return ops.one_hot(ops.argmax(yhat, -1), self.output_size) if softmax else ops.cast(yhat > 0.5, 'float32')
        if feeding == 'sample' and softmax:
            return ops.one_hot(keras.random.categorical(ops.log(yhat), 1)[:, 0], self.output_size)
        if feeding == 'sample':
            return ops.cast(keras.random.uniform(ops.shape(yhat)) < yhat, 'float32')
        return yhat


def activation(config):
    return {'softmax': ops.softmax, 'sigmoid': ops.sigmoid, 'linear': lambda o: o}[config['output']]


def load():
    config, stored = read_json('config.json'), read_tensors(HERE / 'model.safetensors')
    every_step = config['readout'] == 'every-step'
    # Keras has rows and columns the other way round.
    turned = lambda name: stored[name].T
    if config['recurrence'] == 'hidden':
        rnn = keras.layers.SimpleRNN(config['nh'], return_sequences=every_step)
        dense = keras.layers.Dense(config['ny'], activation=activation(config))
        model = keras.Sequential([keras.Input((None, config['nx'])), rnn, dense])
        rnn.set_weights([turned('rnn.weight_ih_l0'), turned('rnn.weight_hh_l0'),
                         stored['rnn.bias_ih_l0'] + stored['rnn.bias_hh_l0']])
        dense.set_weights([turned('fc.weight'), stored['fc.bias']])
        return model
    cell = FeedbackCell(config)
    model = keras.Sequential([keras.Input((None, config['nx'])), keras.layers.RNN(cell, return_sequences=every_step)])
    recurrent = [turned('rnn.weight_hh_l0')] if config['recurrence'] == 'hidden+output' else []
    cell.set_weights([turned('rnn.weight_ih_l0'), turned('rnn.weight_zh_l0'), *recurrent, stored['rnn.bias_ih_l0'],
                      turned('fc.weight'), stored['fc.bias']])
    return model


def check():
    """The largest distance from the stored answers, relative to their spread. Of a network that draws, only the first
    answer is known."""
    config, stored = read_json('config.json'), read_json('check.json')
    x, answers = np.array(stored['inputs'], 'float32'), np.array(stored['answers'], 'float32')
    spread = answers.max() - answers.min()
    if config['input'] == 'index':
        x = np.eye(config['nx'], dtype='float32')[x.astype(int)]
    if 'fed back' in stored:
        x, answers = x[:1], answers[:1]
    yhat = np.asarray(load()(x[None]))[0]
    if config['readout'] == 'last-step':
        answers = answers[-1]
    return float(np.abs(yhat - answers).max() / spread)


if __name__ == '__main__':
    print(check())
