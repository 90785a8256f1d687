/** A request that cannot be met, in words for a person. Every other error is a mistake of ours and is logged as well. */
export class Refusal extends Error {}
