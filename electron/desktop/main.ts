import { app, BrowserWindow, dialog, Menu } from 'electron'
import { createApp } from '../app/create-app.ts'
import { defaultDataDir } from '../app/data-dir.ts'
import { createDesktopHost } from './desktop-host.ts'
import { menuTemplate } from './menu.ts'
import { registerPageScheme, servePage } from './page.ts'
import { SavedFiles } from './saved-files.ts'
import { createSecretVault } from './secret-vault.ts'
import { openWindow } from './window.ts'

/** The desktop host. One process a person: a second start shows the first one's window. */
registerPageScheme()

if (app.requestSingleInstanceLock()) void run()
else app.quit()

async function run(): Promise<void> {
  const dataDir = defaultDataDir()
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())

  try {
    await app.whenReady()
    servePage()
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(app.getLocale(), process.platform)))
    const saved = new SavedFiles()
    const workbench = await createApp({ dataDir, host: createDesktopHost(dataDir, saved), vault: createSecretVault(), chooseExportTarget: saved.chooseTarget })
    let isDisposed = false
    app.on('before-quit', (event) => {
      if (isDisposed) return
      // Ports are closed and recordings flushed before the process ends, however often quitting is asked for meanwhile;
      // `dispose` bounds how long that takes.
      event.preventDefault()
      void workbench.dispose().finally(() => {
        isDisposed = true
        app.quit()
      })
    })
    await openWindow(workbench, dataDir)
  } catch (error) {
    dialog.showErrorBox('ATelier', error instanceof Error ? error.message : String(error))
    app.exit(1)
  }
}
