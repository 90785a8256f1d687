import type { ExportFormat } from '.'

/** `menu`: in the menu of the app; `title`: of the dialog that asks where to; the rest: in the view Export. */
export const en = {
  weights: {
    name: 'Weights',
    text: 'Every parameter of the checkpoint (U, W, V, b, c and R where there is one), 32-bit, as a safetensors file with PyTorch’s names: torch and other tools load it as it is.',
    button: 'Save weights…',
    menu: 'Export Weights…',
    title: 'Save the weights'
  },
  curves: {
    name: 'Curves',
    text: 'One line a step: loss (nats, or squared error), gradient norm, learning rate, whether the gradient was clipped, seconds, and validations. A CSV file for a spreadsheet or a plot of your own.',
    button: 'Save curves…',
    menu: 'Export Curves…',
    title: 'Save the curves'
  }
} satisfies Record<ExportFormat, object>
