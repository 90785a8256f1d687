/** 128 bytes of this instance's own: instances on several threads share the memory, but not this. */
export let scratch: usize = 0;

/** The host gives every instance its address before anything else. */
export function setScratch(address: usize): void {
  scratch = address;
}
