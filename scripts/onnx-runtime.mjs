/**
 * ONNX Runtime in the app: its JavaScript is bundled into the program that runs exports again, and loads its
 * WebAssembly from beside it. The app contains only the plain build, 14 MB.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const files = ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm']

/**
 * A plugin of Vite's for the programs of out/main.
 * @param {string} root of the project
 * @returns {import('vite').Plugin}
 */
export const onnxRuntime = (root) => ({
  name: 'onnx-runtime',
  apply: 'build',
  generateBundle() {
    for (const fileName of files) {
      const source = readFileSync(join(root, 'node_modules/onnxruntime-web/dist', fileName))
      this.emitFile({ type: 'asset', fileName, source })
    }
  }
})
