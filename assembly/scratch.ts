/** The address of 128 bytes that only this instance uses; the rest of the memory is shared by all threads. */
export let scratch: usize = 0;

/** The host calls this first, to give every instance its address. */
export function setScratch(address: usize): void {
  scratch = address;
}
