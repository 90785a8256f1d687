// Runs beside each other in one view.

/** More than that nobody tells apart, and each may need a process that holds its model. */
export const mostCompared = 4
