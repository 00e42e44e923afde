import { ipcMain, type IpcMainEvent, type WebContents } from 'electron'
import type { Channel } from '../../shared/contract/channel.ts'
import { isPage } from './page.ts'

/**
 * Our page in one window as a channel; the only place that touches ipcMain. Every message is checked: it must come from this
 * window's main frame while that shows our page. Anything else is dropped without an answer.
 */
export function createIpcChannel(contents: WebContents): Channel {
  return {
    post: (message) => {
      if (!contents.isDestroyed()) contents.send('atelier', message)
    },
    onMessage: (listener) => {
      const receive = (event: IpcMainEvent, message: unknown): void => {
        if (isTrusted(event, contents)) listener(message)
      }
      ipcMain.on('atelier', receive)
      return () => ipcMain.off('atelier', receive)
    },
  }
}

/** `senderFrame` is null once the frame has navigated away or is gone. */
function isTrusted({ sender, senderFrame }: IpcMainEvent, contents: WebContents): boolean {
  return sender === contents && senderFrame !== null && senderFrame.parent === null && senderFrame === contents.mainFrame && isPage(senderFrame.url)
}
