import { mkdtemp, rm } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The thread of the load test as one file, since Node runs no TypeScript by itself. Inside the repository, so that it finds its packages. */
export async function buildRunner(): Promise<{ readonly file: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(root, 'node_modules', '.atelier-runner-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.join(root, 'electron/app/load-runner.ts'),
      outDir: folder,
      target: 'node20.19',
      rolldownOptions: { external: [...builtinModules, /^node:/, 'mqtt', 'ws'], output: { entryFileNames: 'load-runner.js' } },
    },
  })
  return { file: path.join(folder, 'load-runner.js'), remove: () => rm(folder, { recursive: true, force: true }) }
}
