import { app, BrowserWindow, dialog, shell } from 'electron'
import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, sep } from 'node:path'
import { CallError, maximumFileBytes } from '../../shared/contract/channel.ts'
import type { HostApi } from '../../shared/contract/host.ts'
import { text } from '../../shared/text/local-text.ts'
import { SavedFiles } from './saved-files.ts'

const linkWords = {
  question: text('Open this page in your browser?', '用浏览器打开这个网页？'),
  open: text('Open', '打开'),
  cancel: text('Cancel', '取消'),
}

/** What only Electron can do. Paths stay here: the page learns a picked file's name and bytes, and may show only our own folder and what a person had saved. */
export const createDesktopHost = (dataDir: string, saved: Pick<SavedFiles, 'has'> = new SavedFiles()): HostApi => ({
  'host.info': async () => ({
    name: 'desktop',
    version: app.getVersion(),
    platform: process.platform,
    capabilities: { nativeFileDialog: true, showInFolder: true, openLinks: true },
  }),

  'host.pickFile': async ({ title, extensions, maximumBytes }) => {
    const [window] = BrowserWindow.getAllWindows()
    const options: Electron.OpenDialogOptions = {
      title,
      properties: ['openFile'],
      filters: [{ name: title, extensions: extensions.map((extension) => extension.replace(/^\./, '')) }, { name: '*', extensions: ['*'] }],
    }
    const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    const [path] = filePaths
    return canceled || path === undefined ? null : { name: basename(path), bytes: await readPicked(path, maximumBytes) }
  },

  'host.showInFolder': async (path) => {
    if (saved.has(path) || (await isInside(dataDir, path))) shell.showItemInFolder(path)
    return null
  },

  // Asked here, not in the page: an address that a device printed is seen whole before it is followed.
  'host.openLink': async (address) => {
    const [window] = BrowserWindow.getAllWindows()
    const language = /^zh\b/i.test(app.getLocale()) ? 'zh' : 'en'
    const question: Electron.MessageBoxOptions = {
      type: 'question',
      message: linkWords.question[language],
      detail: address,
      buttons: [linkWords.open[language], linkWords.cancel[language]],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    }
    const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question))
    if (response === 0 && /^https?:\/\//i.test(address)) await shell.openExternal(address)
    return null
  },
})

async function readPicked(path: string, maximumBytes = maximumFileBytes): Promise<Uint8Array> {
  const name = basename(path)
  try {
    // Before reading: the file picked by mistake may be a disk image.
    if ((await stat(path)).size > maximumBytes) throw new CallError('file.too-large', `${name} is larger than ${maximumBytes / 1024 / 1024} MiB.`)
    return new Uint8Array(await readFile(path))
  } catch (error) {
    if (error instanceof CallError) throw error
    throw new CallError('file.unreadable', `${name} could not be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}.`)
  }
}

/** Links are followed first: one inside our folder may lead anywhere. What does not exist is not inside. */
async function isInside(folder: string, path: string): Promise<boolean> {
  try {
    const [root, target] = await Promise.all([realpath(folder), realpath(path)])
    return target.startsWith(root + sep)
  } catch {
    return false
  }
}
