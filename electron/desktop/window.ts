import { BrowserWindow, screen } from 'electron'
import { fileURLToPath } from 'node:url'
import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import type { App } from '../app/create-app.ts'
import { expose } from '../app/expose.ts'
import { logFault } from '../app/log-fault.ts'
import { createIpcChannel } from './ipc-channel.ts'
import { isPage, mayLoad, pageUrl } from './page.ts'
import { fitToScreens, readWindowState, writeWindowState } from './window-state.ts'

/**
 * Opens the one window. The page in it is sandboxed, has no Node, may not navigate, open windows or ask for permissions;
 * all it can do is talk to `workbench` through the preload's channel.
 */
export async function openWindow(workbench: App, dataDir: string): Promise<BrowserWindow> {
  const state = fitToScreens(
    readWindowState(dataDir),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'ATelier',
    webPreferences: {
      preload: findPreload(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (state.isMaximized) window.maximize()
  guard(window)

  const stop = expose(workbench, createIpcChannel(window.webContents), { onFault: logFault })
  window.on('close', () => writeWindowState(dataDir, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }))
  window.on('closed', stop)
  window.once('ready-to-show', () => window.show())
  await window.loadURL(pageUrl())
  return window
}

function guard({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => {
    // A reload is a navigation to the page itself.
    if (!isPage(event.url)) event.preventDefault()
  })
  webContents.on('will-redirect', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  const { session } = webContents
  // Copying a topic or a password is all that the page needs of the system.
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === 'clipboard-sanitized-write'))
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  // Built-in spell checking and the like would download dictionaries: the page itself needs nothing of the network.
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayLoad(details.url) }))
}

/** `out/preload/index.cjs`, seen from `out/main/` or from a chunk below it. */
function findPreload(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'preload', 'index.cjs')
    if (existsSync(candidate) || folder === dirname(folder)) return candidate
  }
}
