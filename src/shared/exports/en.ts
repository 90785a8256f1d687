import type { ExportFormat } from '.'

/**
 * `menu` stands in the menu of the app, `title` above the dialog that asks where to save, the others in the view
 * Export.
 */
export const en = {
  weights: {
    name: 'Weights',
    text: 'Every parameter of the checkpoint (U, W, V, b, c and R where there is one), 32-bit, as a safetensors file with PyTorch’s names: torch and other tools can load it directly.',
    button: 'Save weights…',
    menu: 'Export Weights…',
    title: 'Save the weights'
  },
  pytorch: {
    name: 'Folder for PyTorch and Keras',
    text: 'A folder like those of models on Hugging Face: a card, the settings, the parameters, and model.py in plain PyTorch, which writes text or forecasts, and goes on training with the next batch, on more machines if you like. A notebook leads through it; model_keras.py builds the network in Keras 3 (tried with 3.15.1 on JAX).',
    button: 'Save folder…',
    menu: 'Export PyTorch Folder…',
    title: 'Name of the new folder'
  },
  onnx: {
    name: 'ONNX, whole sequences',
    text: 'For ONNX Runtime and other tools: any number of sequences and steps at once. One-hot vectors, scaling and softmax are inside, so you can give it data and get answers. The state is an input and an output.',
    button: 'Save ONNX…',
    menu: 'Export as ONNX…',
    title: 'Save as ONNX'
  },
  'onnx-step': {
    name: 'ONNX, one step',
    text: 'The same network, one step at a time, with plain operators only: for your own loop, or for tools without recurrence.',
    button: 'Save one step…',
    menu: 'Export One Step as ONNX…',
    title: 'Save one step as ONNX'
  },
  c: {
    name: 'C',
    text: 'One header without dependencies, in 32-bit floating point: begin a state, then go step by step. It contains symbols and scaling.',
    button: 'Save C…',
    menu: 'Export as C…',
    title: 'Save as C'
  },
  javascript: {
    name: 'JavaScript',
    text: 'One ES module without dependencies, for a page or for Node: begin a state, then go step by step. It contains symbols and scaling.',
    button: 'Save JavaScript…',
    menu: 'Export as JavaScript…',
    title: 'Save as JavaScript'
  },
  curves: {
    name: 'Curves',
    text: 'One line for each step: loss (nats, or squared error), gradient norm, learning rate, whether the gradient was clipped, seconds, and validations. A CSV file for a spreadsheet or your own plots.',
    button: 'Save curves…',
    menu: 'Export Curves…',
    title: 'Save the curves'
  },
  'curves-json': {
    name: 'Curves as JSON',
    text: 'The same numbers as JSON, one object a step, with the unit of the loss.',
    button: 'Save JSON…',
    menu: 'Export Curves as JSON…',
    title: 'Save the curves as JSON'
  },
  tensorboard: {
    name: 'Curves for TensorBoard',
    text: 'The same numbers as an event file: TensorBoard shows it beside those of other tools.',
    button: 'Save events…',
    menu: 'Export Curves for TensorBoard…',
    title: 'Save the curves for TensorBoard'
  }
} satisfies Record<ExportFormat, object>
