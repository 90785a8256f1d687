// Comparing runs in one view.

/**
 * The most runs in a comparison: more curves cannot be told apart, and each run may need a process that holds its
 * model.
 */
export const mostCompared = 4
