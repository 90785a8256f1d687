// Writes the network as a header of C. It needs only the C library, computes in float32 and makes one step at a time.

import { crc32 } from 'node:zlib'
import { byteOf } from '../../model/byte-labels'
import { readsBytes } from '../../data/traits'
import { isBias, tensorShapes, type TensorName } from '../../model/tensors'
import type { Transform } from '../../model/training'
import { writeWholeInPieces } from '../../run-folder/whole-files'
import { inC, inComment } from './quoting'
import {
  answerText,
  columnLines,
  equationsOf,
  feedingText,
  readsChanges,
  scaledText,
  type StoredNetwork,
  unitsOfAnswers
} from './stored-network'

type Put = (text: string) => void

export function writeC(network: StoredNetwork, file: string): void {
  writeWholeInPieces(file, (put) => {
    put(head(network))
    labels(network, put)
    for (const { name } of tensorShapes(network.model)) tensor(network, name, put)
    put(functions(network))
  })
}

function head(network: StoredNetwork): string {
  const { model, experiment, step } = network
  const { nx, nh, ny } = model
  const lines = [...equationsOf(network), feedingText(network)].filter((line) => line !== null)
  return `/*
 * ${inComment(experiment.name)}: a recurrent network, trained by Unroll for ${step} steps.
 * One header without dependencies, C99 or C++, in 32-bit floating point. Link the mathematical library (-lm).
 *
${lines.map((line) => ` *   ${line}\n`).join('')} *
 * Call unroll_begin once, then unroll_step for every step.${model.readout === 'last-step' ? ' Only the answer of the last step counts.' : ''}
 */
#ifndef UNROLL_NETWORK_H
#define UNROLL_NETWORK_H
#define ${nameOf(network)}

#include <math.h>
#include <stdint.h>

enum { unroll_nx = ${nx}, unroll_nh = ${nh}, unroll_ny = ${ny} };
`
}

/** A macro that only this network has. */
function nameOf({ parameters: { flat } }: StoredNetwork): string {
  const sum = crc32(new Uint8Array(Float32Array.from(flat).buffer))
  return `UNROLL_NETWORK_${sum.toString(16).toUpperCase()}`
}

function labels(network: StoredNetwork, put: Put): void {
  const { experiment, inputLabels, outputLabels, scaling } = network
  if (experiment.data.kind === 'text') {
    const bytes = readsBytes(experiment.data)
    const codes = inputLabels.map((symbol) => `0x${(bytes ? byteOf(symbol) : symbol.codePointAt(0)!).toString(16)}`)
    put(`
/* The symbols as ${bytes ? 'bytes of a text in UTF-8' : 'code points'}: input and output k are symbol k. */
static const uint32_t unroll_symbols[unroll_nx] = {${rowsOf(codes)}};

/* The number of a symbol, or -1 where the network does not know it. */
static inline int unroll_symbol(uint32_t code)
{
    for (int k = 0; k < unroll_nx; k++)
        if (unroll_symbols[k] == code) return k;
    return -1;
}
`)
    return
  }
  put(`
/* Names of the inputs and of the outputs, in UTF-8. */
static const char *const unroll_inputs[unroll_nx] = {${rowsOf(inputLabels.map(inC))}};
static const char *const unroll_outputs[unroll_ny] = {${rowsOf(outputLabels.map(inC))}};
`)
  if (!scaling) return
  put(`
/* The network reads (${scaledText(network)} - mean) / deviation of every column. */
static const double unroll_mean[unroll_nx] = {${rowsOf(scaling.mean.map(String))}};
static const double unroll_deviation[unroll_nx] = {${rowsOf(scaling.deviation.map(String))}};
`)
}

/** Matrices are stored column by column: a step then adds columns, which a compiler turns into SIMD instructions. */
function tensor({ model, parameters }: StoredNetwork, name: TensorName, put: Put): void {
  const { rows, cols } = tensorShapes(model).find((shape) => shape.name === name)!
  const values = parameters[name]
  if (isBias(name)) {
    put(`\nstatic const float unroll_${name}[${rows}] = {${rowsOf(Array.from(values, float))}};\n`)
    return
  }
  put(`\n/* Column by column. */\nstatic const float unroll_${name}[${cols}][${rows}] = {\n`)
  for (let j = 0; j < cols; j++) {
    const column = Array.from({ length: rows }, (_, i) => float(values[i * cols + j]))
    put(`{${rowsOf(column)}},\n`)
  }
  put('};\n')
}

/** Nine digits represent every float32 exactly. */
function float(value: number): string {
  const text = String(Number(value.toPrecision(9)))
  return /[.e]/.test(text) ? `${text}f` : `${text}.0f`
}

const rowsOf = (items: readonly string[]): string => {
  const lines: string[] = []
  for (let i = 0; i < items.length; i += 8) lines.push(items.slice(i, i + 8).join(', '))
  return lines.join(',\n ')
}

function functions(network: StoredNetwork): string {
  const {
    model: { recurrence, output },
    input,
    feeding,
    scaling
  } = network
  const [hasH, hasZ] = [recurrence !== 'output', feeding !== 'nothing' && feeding !== 'input']
  const value = scaling ? 'double' : 'float'
  const differs = readsChanges(network)
  const matrixOfZ = recurrence === 'output' ? 'W' : 'R'

  const fields = [
    hasH && 'float h[unroll_nh];   /* h(t-1) */',
    hasZ && 'float z[unroll_ny];   /* z(t-1) */',
    (feeding === 'input' || differs) && 'int begun;             /* whether a step was made */',
    differs && 'double last[unroll_nx]; /* the row of the step before */',
    feeding === 'sample' && 'uint32_t random;      /* of the draws; any number but 0 */'
  ]
  const beginnings = [
    hasH && 'for (int i = 0; i < unroll_nh; i++) state->h[i] = 0.0f;',
    hasZ && 'for (int k = 0; k < unroll_ny; k++) state->z[k] = 0.0f;',
    (feeding === 'input' || differs) && 'state->begun = 0;',
    differs && 'for (int j = 0; j < unroll_nx; j++) state->last[j] = 0.0;',
    feeding === 'sample' && 'state->random = 1;'
  ]
  /** Adds the product of a matrix and a vector; for a category, a column of the matrix. */
  const add = (matrix: string, length: string, vector: string): string =>
    `for (int j = 0; j < ${length}; j++)\n` +
    `        for (int i = 0; i < unroll_nh; i++) h[i] += unroll_${matrix}[j][i] * ${vector};`
  const addInput = (matrix: string, length: string): string =>
    input === 'index'
      ? `for (int i = 0; i < unroll_nh; i++) h[i] += unroll_${matrix}[x][i];`
      : add(matrix, length, scaling ? 'scaled[j]' : 'x[j]')
  const steps = [
    input === 'index' && 'if (x < 0 || x >= unroll_nx) return -1;',
    ...(scaling ? readingsOf(network) : []),
    `/* ${equationsOf(network)[0]} */`,
    'for (int i = 0; i < unroll_nh; i++) h[i] = unroll_b[i];',
    addInput('U', 'unroll_nx'),
    feeding === 'input' && `if (state->begun) {\n    ${addInput(matrixOfZ, 'unroll_ny')}\n    }`,
    hasH && add('W', 'unroll_nh', 'state->h[j]'),
    hasZ && add(matrixOfZ, 'unroll_ny', 'state->z[j]'),
    '/* h(t) = tanh a(t) */',
    'for (int i = 0; i < unroll_nh; i++) h[i] = tanhf(h[i]);',
    hasH && 'for (int i = 0; i < unroll_nh; i++) state->h[i] = h[i];',
    '/* o(t) = c + V h(t) */',
    'for (int k = 0; k < unroll_ny; k++) o[k] = unroll_c[k];',
    'for (int j = 0; j < unroll_nh; j++)\n        for (int k = 0; k < unroll_ny; k++) o[k] += unroll_V[j][k] * h[j];',
    ...activations[output],
    ...feedings(network),
    (feeding === 'input' || differs) && 'state->begun = 1;',
    ...(unitsOfAnswers(network) ? answersIn(network) : ['for (int k = 0; k < unroll_ny; k++) y[k] = o[k];']),
    input === 'index' && 'return 0;'
  ]
  const inside = (lines: readonly (string | false)[]): string =>
    lines.flatMap((line) => (line === false ? [] : `    ${line}\n`)).join('')
  const x = input === 'index' ? 'int x' : `const ${value} x[unroll_nx]`
  return `
/* What a step leaves for the next one. */
typedef struct {
${inside(fields)}} unroll_state;

static inline void unroll_begin(unroll_state *state)
{
${inside(beginnings)}}
${feeding === 'sample' ? uniform : ''}
/* Takes x(t)${input === 'index' ? ', the number of a category' : scaling ? ' in the units of the data' : ''} and writes ${
    output === 'linear' ? (scaling ? answerText(network) : 'yhat(t)') : 'the probabilities yhat(t)'
  } to y.${input === 'index' ? ' Returns 0; or -1, and changes nothing, where x is no category.' : ''} */
static inline ${input === 'index' ? 'int' : 'void'} unroll_step(unroll_state *state, ${x}, ${value} y[unroll_ny])
{
    float h[unroll_nh], o[unroll_ny]${scaling ? ', scaled[unroll_nx]' : ''};
${inside(steps)}}

#elif !defined ${nameOf(network)}
#error "This header and one before it hold different networks: include each in a C file of its own."
#endif
`
}

/** From the row x to what the network reads. The first row counts as no change. */
function readingsOf(network: StoredNetwork): string[] {
  const lines = columnLines(network, network.model.nx, {
    loop: (of) => `for (int j = 0; j < unroll_nx; j++) ${of}`,
    line: (transform, j) =>
      `scaled[${j}] = (float)((${readings[transform](j)} - unroll_mean[${j}]) / unroll_deviation[${j}]);`
  })
  return readsChanges(network) ? [...lines, 'for (int j = 0; j < unroll_nx; j++) state->last[j] = x[j];'] : lines
}

const readings: Record<Transform, (j: string) => string> = {
  none: (j) => `x[${j}]`,
  difference: (j) => `(state->begun ? x[${j}] - state->last[${j}] : 0.0)`,
  log: (j) => `log(x[${j}])`,
  'log-difference': (j) => `(state->begun ? log(x[${j}] / state->last[${j}]) : 0.0)`
}

/** From o to the row that follows, or to the label. */
function answersIn(network: StoredNetwork): string[] {
  const { label } = network.scaling!
  if (label) return [`y[0] = o[0] * ${label.deviation} + ${label.mean};`]
  return columnLines(network, network.model.ny, {
    loop: (of) => `for (int j = 0; j < unroll_ny; j++) ${of}`,
    line: (transform, j) => `y[${j}] = ${answers[transform](j)};`
  })
}

const learned = (j: string): string => `o[${j}] * unroll_deviation[${j}] + unroll_mean[${j}]`
const answers: Record<Transform, (j: string) => string> = {
  none: learned,
  difference: (j) => `state->last[${j}] + ${learned(j)}`,
  log: (j) => `exp(${learned(j)})`,
  'log-difference': (j) => `state->last[${j}] * exp(${learned(j)})`
}

const activations = {
  softmax: [
    '/* yhat(t) = softmax o(t) */',
    'float largest = o[0], sum = 0.0f;',
    'for (int k = 1; k < unroll_ny; k++) largest = o[k] > largest ? o[k] : largest;',
    'for (int k = 0; k < unroll_ny; k++) sum += o[k] = expf(o[k] - largest);',
    'for (int k = 0; k < unroll_ny; k++) o[k] /= sum;'
  ],
  sigmoid: ['/* yhat(t) = sigmoid o(t) */', 'for (int k = 0; k < unroll_ny; k++) o[k] = 1.0f / (1.0f + expf(-o[k]));'],
  linear: []
} as const

function feedings({ feeding, model: { output } }: StoredNetwork): string[] {
  const clear = 'for (int k = 0; k < unroll_ny; k++) state->z[k] = 0.0f;'
  switch (feeding) {
    case 'nothing':
    case 'input':
      return []
    case 'output':
      return ['for (int k = 0; k < unroll_ny; k++) state->z[k] = o[k];']
    case 'argmax':
      return output === 'sigmoid'
        ? ['for (int k = 0; k < unroll_ny; k++) state->z[k] = o[k] > 0.5f ? 1.0f : 0.0f;']
        : [
            'int likeliest = 0;',
            'for (int k = 1; k < unroll_ny; k++) likeliest = o[k] > o[likeliest] ? k : likeliest;',
            clear,
            'state->z[likeliest] = 1.0f;'
          ]
    case 'sample':
      return output === 'sigmoid'
        ? ['for (int k = 0; k < unroll_ny; k++) state->z[k] = unroll_uniform(state) < o[k] ? 1.0f : 0.0f;']
        : [
            'int drawn = 0;',
            'for (float rest = unroll_uniform(state) - o[0]; rest >= 0.0f && drawn < unroll_ny - 1; drawn++) ' +
              'rest -= o[drawn + 1];',
            clear,
            'state->z[drawn] = 1.0f;'
          ]
  }
}

const uniform = `
/* Uniform in [0, 1): xorshift32. */
static inline float unroll_uniform(unroll_state *state)
{
    state->random ^= state->random << 13;
    state->random ^= state->random >> 17;
    state->random ^= state->random << 5;
    return (float)(state->random >> 8) / 16777216.0f;
}
`
