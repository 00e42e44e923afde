import { app, BrowserWindow, dialog } from 'electron'
import { join } from 'node:path'
import type { ChooseExportTarget } from '../app/create-app.ts'

/** Where a person chose to have exports: asked for by the system's own dialog, and remembered, so that they can be shown in their folders. */
export class SavedFiles {
  readonly #paths = new Set<string>()

  has(path: string): boolean {
    return this.#paths.has(path)
  }

  readonly chooseTarget: ChooseExportTarget = async (fileName) => {
    const [window] = BrowserWindow.getAllWindows()
    const extension = fileName.slice(fileName.lastIndexOf('.') + 1)
    const options: Electron.SaveDialogOptions = {
      defaultPath: join(app.getPath('downloads'), fileName),
      filters: [{ name: extension, extensions: [extension] }, { name: '*', extensions: ['*'] }],
    }
    const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
    if (canceled || filePath === '') return null
    this.#paths.add(filePath)
    return { file: filePath, place: { kind: 'file', path: filePath } }
  }
}
