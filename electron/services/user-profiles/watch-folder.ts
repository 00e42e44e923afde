import { watch, type FSWatcher } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Disposer } from '../../../shared/contract/failure.ts'

/** ms: editors write a file in several steps. */
const restMs = 200

/**
 * Calls back once changes in a folder, or one folder below, have come to rest. Where the system does not tell of changes (a network drive, no
 * watches left) nothing is called, and the person reloads by hand.
 */
export function watchFolder(folder: string, onRest: () => void): { readonly refresh: () => Promise<void>; readonly dispose: Disposer } {
  const watchers = new Map<string, FSWatcher>()
  let timer: NodeJS.Timeout | undefined
  let isOver = false

  const changed = (): void => {
    clearTimeout(timer)
    timer = setTimeout(onRest, restMs)
    timer.unref()
  }
  const drop = (path: string): void => {
    watchers.get(path)?.close()
    watchers.delete(path)
  }
  const add = (path: string): void => {
    if (watchers.has(path) || isOver) return
    try {
      const watcher = watch(path, { persistent: false }, changed)
      watcher.on('error', () => drop(path))
      watchers.set(path, watcher)
    } catch {
      // Not there, or not to be watched.
    }
  }

  return {
    /** Folders come and go as well. */
    refresh: async () => {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
      const wanted = new Set([folder, ...entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))])
      for (const path of watchers.keys()) if (!wanted.has(path)) drop(path)
      for (const path of wanted) add(path)
    },
    dispose: () => {
      isOver = true
      clearTimeout(timer)
      for (const path of watchers.keys()) drop(path)
    },
  }
}
