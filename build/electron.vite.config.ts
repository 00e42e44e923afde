import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

// One build, three targets. `desktop`, `server` and `cli` share chunks; the two last must run on plain Node 20.19,
// so nothing they reach may import 'electron'. The sandboxed preload is one CommonJS file: the sandbox allows no more.
export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      target: 'node20.19',
      sourcemap: true,
      rolldownOptions: {
        input: {
          desktop: at('electron/desktop/main.ts'),
          server: at('electron/server/main.ts'),
          cli: at('electron/cli/main.ts'),
          'load-runner': at('electron/app/load-runner.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      // Half the bytes: the page is read and compiled at every load.
      minify: true,
      rolldownOptions: { input: { index: at('renderer/index.html') } },
    },
  },
})
