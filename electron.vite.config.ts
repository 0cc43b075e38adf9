import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { trustedTypes } from './scripts/trusted-types.ts'

const at = (path: string) => resolve(import.meta.dirname, path)
const thread = (name: string) => at(`src-core/threads/${name}.ts`)

// The targets are those of Electron 33, the oldest runtime the build has to run in, so that what is tested is what ships.
export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      target: 'node20.18',
      rolldownOptions: {
        input: {
          index: at('src-main/index.ts'),
          serve: at('src-main/serve.ts'),
          'simulator-thread': at('src-main/simulator-thread.ts'),
          'threads/core': thread('core'),
          'threads/listener': thread('listener'),
          'threads/contacts': thread('contacts'),
          'threads/reader': thread('reader'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: 'node20.18',
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file.
      rolldownOptions: { input: { preload: at('src-preload/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [react(), trustedTypes()],
    build: {
      outDir: at('out/renderer'),
      target: 'chrome130',
      minify: true,
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('src-renderer/index.html') },
    },
  },
})
