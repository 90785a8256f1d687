"""The few functions of Keras 3 that model_keras.py uses, in numpy, as Keras's documentation describes them. They show that the
parameters go to the right places and that the equations are right. Whether Keras takes the file, only Keras can tell."""

import sys
import types

import numpy as np


class Layer:
    def __init__(self):
        self.weights, self.built = [], False

    def add_weight(self, shape, name, initializer):
        self.weights.append(np.zeros(shape, 'float32'))
        return self.weights[-1]

    def set_weights(self, values):
        assert [w.shape for w in self.weights] == [v.shape for v in values]
        for weight, value in zip(self.weights, values):
            weight[...] = value


class SimpleRNN(Layer):
    def __init__(self, units, return_sequences):
        super().__init__()
        self.units, self.return_sequences = units, return_sequences

    def build(self, shape):
        sizes = (shape[-1], self.units), (self.units, self.units), (self.units,)
        self.kernel, self.recurrent, self.bias = (self.add_weight(size, '', '') for size in sizes)
        return *shape[:-1], self.units

    def __call__(self, x):
        h, hs = np.zeros((len(x), self.units), 'float32'), []
        for t in range(x.shape[1]):
            h = np.tanh(x[:, t] @ self.kernel + h @ self.recurrent + self.bias)
            hs.append(h)
        return np.stack(hs, 1) if self.return_sequences else h


class Dense(Layer):
    def __init__(self, units, activation):
        super().__init__()
        self.units, self.activation = units, activation

    def build(self, shape):
        self.kernel = self.add_weight((shape[-1], self.units), '', '')
        self.bias = self.add_weight((self.units,), '', '')

    def __call__(self, x):
        return self.activation(x @ self.kernel + self.bias)


class RNN(Layer):
    def __init__(self, cell, return_sequences):
        super().__init__()
        self.cell, self.return_sequences = cell, return_sequences

    def build(self, shape):
        self.cell.build(shape)

    def __call__(self, x):
        states = [np.zeros((len(x), n), 'float32') for n in self.cell.state_size]
        outs = []
        for t in range(x.shape[1]):
            out, states = self.cell.call(x[:, t], states)
            outs.append(out)
        return np.stack(outs, 1) if self.return_sequences else outs[-1]


class Sequential:
    def __init__(self, layers):
        shape, *self.layers = layers
        for layer in self.layers:
            shape = layer.build(shape) or shape

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def softmax(x):
    powers = np.exp(x - x.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def categorical(logits, n):
    scores = logits - np.log(-np.log(np.random.random(logits.shape)))
    return scores.argmax(-1)[:, None]


ops = types.SimpleNamespace(
    matmul=np.matmul, tanh=np.tanh, softmax=softmax, sigmoid=lambda x: 1 / (1 + np.exp(-x)), ones_like=np.ones_like,
    argmax=np.argmax, log=np.log, shape=np.shape, cast=lambda x, kind: x.astype(kind),
    one_hot=lambda x, n: np.eye(n, dtype='float32')[x])
random = types.SimpleNamespace(categorical=categorical, uniform=np.random.random)
layers = types.SimpleNamespace(Layer=Layer, SimpleRNN=SimpleRNN, Dense=Dense, RNN=RNN)
Input = lambda shape: (None, *shape)

sys.modules['keras'] = sys.modules[__name__]
