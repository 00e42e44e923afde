import { contextBridge, ipcRenderer } from 'electron'
import type { Channel } from '../../shared/contract/channel.ts'

/**
 * All that the page gets of Electron: a channel of plain messages to the main process, as `window.atelier`. No ipcRenderer and no
 * event objects cross over. What may be asked on it is decided at the other end (electron/app/expose.ts).
 */
const channel: Channel = {
  post: (message) => ipcRenderer.send('atelier', message),
  onMessage: (listener) => {
    const receive = (_event: unknown, message: unknown): void => listener(message)
    ipcRenderer.on('atelier', receive)
    return () => ipcRenderer.off('atelier', receive)
  },
}

contextBridge.exposeInMainWorld('atelier', channel)
