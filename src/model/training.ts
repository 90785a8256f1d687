// How parameters begin, which rule changes them, and what a network learns of a series.

export const optimizerKinds = ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw'] as const
export type OptimizerKind = (typeof optimizerKinds)[number]

/** Schedules of the learning rate. */
export const schedules = ['constant', 'step', 'cosine'] as const
export type Schedule = (typeof schedules)[number]

/** U, V, R and the biases at the beginning. `uniform` draws the biases too; the others leave them at zero. */
export const weightSchemes = ['uniform', 'glorot', 'orthogonal'] as const
export type WeightScheme = (typeof weightSchemes)[number]

/** W at the beginning. */
export const recurrentSchemes = [...weightSchemes, 'identity'] as const
export type RecurrentScheme = (typeof recurrentSchemes)[number]

/**
 * What is learned of a series: its values, the changes of the values, their logarithms, or the changes of the
 * logarithms.
 */
export const transforms = ['none', 'difference', 'log', 'log-difference'] as const
export type Transform = (typeof transforms)[number]

/**
 * How one column is scaled, in place of what the whole series has. All are fitted on the rows that are trained on:
 * `standard` to mean 0 and variance 1; `min-max` to 0 … 1; the others as `standard`, after that transformation.
 */
export const columnScalings = ['standard', 'min-max', 'log', 'difference', 'log-difference'] as const
export type ColumnScaling = (typeof columnScalings)[number]

export const transformOfScaling = (scaling: ColumnScaling): Transform =>
  scaling === 'standard' || scaling === 'min-max' ? 'none' : scaling
