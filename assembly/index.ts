// The functions that the host calls. Every address is a byte in the memory of the host (src/engine/wasm.ts describes
// its layout).

export { outer, pack, product } from "./product";
export { setScratch } from "./scratch";
export { gatherRows, scatterRows, sumRows } from "./rows";
export { addTransposed, transpose } from "./transpose";
export { expAll } from "./exp";
export { tanh, tanhGradient } from "./tanh";
export { sigmoid, sigmoidFeedback, sigmoidLoss, softmax, softmaxFeedback, softmaxLoss, squaredLoss } from "./losses";
export { add, clear, clip, scale, squares } from "./vector";
export { adam, momentum, rmsprop, sgd } from "./update";
