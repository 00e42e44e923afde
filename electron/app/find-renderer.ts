import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder of the built page: `out/renderer` of the nearest folder above this file that has one. It is searched for because
 * this file may run from its source, from `out/main/` or from a chunk below that. Undefined when nothing was built.
 */
export function findRenderer(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'out', 'renderer')
    if (existsSync(join(candidate, 'index.html'))) return candidate
    if (folder === dirname(folder)) return undefined
  }
}
