/** A command that the run's state, or its disk, does not allow; the message is for a person. */
export class Refusal extends Error {}
