import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { licences } from './scripts/licences.mjs'
import { onnxRuntime } from './scripts/onnx-runtime.mjs'

// The oldest runtime supported is Electron 33: Node 20.18, Chrome 130.
const node = 'node20.18'
const chrome = 'chrome130'
const source = (path: string): string => resolve(import.meta.dirname, 'src', path)

export default defineConfig({
  main: {
    plugins: [onnxRuntime(import.meta.dirname), licences(import.meta.dirname)],
    build: {
      target: node,
      rollupOptions: {
        // These programs share their chunks: the main process, its reading thread, the trainer process, the trainer's
        // helper threads, the process of the laboratory, the short processes that try kernels and run exports
        // again, the terminal.
        input: {
          index: source('main/index.ts'),
          'reading-worker': source('main/reading-worker.ts'),
          trainer: source('trainer/process.ts'),
          'crew-worker': source('trainer/crew-worker.ts'),
          laboratory: source('trainer/laboratory/process.ts'),
          trial: source('trainer/trial.ts'),
          'run-again': source('trainer/exports/run-again.ts'),
          unroll: source('cli/unroll.ts'),
          bench: resolve(import.meta.dirname, 'bench/bench.ts'),
          'bench-run': resolve(import.meta.dirname, 'bench/run.ts')
        },
        // All files are in one folder, so that a chunk finds the crew-worker beside it.
        output: { format: 'es', chunkFileNames: '[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      target: node,
      // A sandboxed preload is loaded as CommonJS and cannot require packages: everything is bundled.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: source('renderer'),
    plugins: [vue(), licences(import.meta.dirname)],
    build: {
      target: chrome,
      rollupOptions: { input: { index: source('renderer/index.html') } }
    }
  }
})
