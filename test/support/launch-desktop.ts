import { readFileSync, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Electron's executable, or why the desktop window cannot be tried here. Downloads nothing. */
export function findElectron(): { readonly path: string } | { readonly reason: string } {
  const folder = join(root, 'node_modules', 'electron')
  let path: string
  try {
    path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
  } catch {
    return { reason: "Electron's binary is not downloaded" }
  }
  if (!existsSync(path)) return { reason: "Electron's binary is not downloaded" }
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return { reason: 'there is no display' }
  return { path }
}

export type LaunchedDesktop = { readonly app: ElectronApplication; readonly page: Page; readonly dataDir: string; readonly stop: () => Promise<void> }

/** The built desktop host on a fresh data folder. */
export async function launchDesktop(executablePath: string): Promise<LaunchedDesktop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atelier-desktop-'))
  const app = await _electron.launch({
    executablePath,
    // A profile of its own: the single-instance lock lives there. Root needs the switch; the page's own sandboxing is checked in the test.
    args: [root, `--user-data-dir=${join(dataDir, 'profile')}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...(process.env as Record<string, string>), ATELIER_DATA: join(dataDir, 'data') },
    timeout: 30_000,
  })
  return {
    app,
    page: await app.firstWindow(),
    dataDir,
    stop: async () => {
      await app.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
