import { EventEmitter } from 'node:events'
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindowConstructorOptions, IpcMainEvent } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScriptedApp } from '../../test/support/scripted-app.ts'

// Electron's binary is not needed: the hosts' wiring is checked against a stand-in with the same events and calls.
const electron = vi.hoisted(() => ({
  ipcMain: undefined as unknown as EventEmitter,
  windows: [] as unknown[],
  dialog: { answer: { canceled: true, filePaths: [] as string[] }, asked: [] as unknown[], button: 0, save: { canceled: true, filePath: '' } },
  shown: [] as string[],
}))

class FakeContents extends EventEmitter {
  readonly mainFrame = { url: 'app://atelier/', parent: null }
  readonly sent: unknown[] = []
  openHandler: ((details: { url: string }) => unknown) | undefined
  readonly session = {
    permission: undefined as ((contents: unknown, permission: string, decide: (granted: boolean) => void) => void) | undefined,
    request: undefined as ((details: { url: string }, decide: (answer: unknown) => void) => void) | undefined,
    setPermissionRequestHandler: (handler: never) => (this.session.permission = handler),
    setPermissionCheckHandler: () => {},
    webRequest: { onBeforeRequest: (handler: never) => (this.session.request = handler) },
  }
  readonly isDestroyed = () => false
  readonly send = (...message: unknown[]) => this.sent.push(message)
  readonly setWindowOpenHandler = (handler: (details: { url: string }) => unknown) => (this.openHandler = handler)
}

class FakeWindow extends EventEmitter {
  static readonly getAllWindows = () => []
  readonly webContents = new FakeContents()
  readonly options: BrowserWindowConstructorOptions
  readonly loaded: string[] = []
  maximized = false

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
    electron.windows.push(this)
  }

  readonly maximize = () => (this.maximized = true)
  readonly isMaximized = () => this.maximized
  readonly getNormalBounds = () => ({ x: 5, y: 30, width: 1000, height: 700 })
  readonly show = () => {}
  readonly loadURL = async (url: string) => void this.loaded.push(url)
}

vi.mock('electron', () => ({
  app: { isPackaged: true, getVersion: () => '1.2.3', getLocale: () => 'zh-CN', getPath: (name: string) => `/home/wang/${name}` },
  BrowserWindow: FakeWindow,
  protocol: {},
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1440, height: 900 } }] },
  shell: { showItemInFolder: (path: string) => electron.shown.push(path), openExternal: async (address: string) => void electron.shown.push(address) },
  dialog: {
    showOpenDialog: async (options: unknown) => {
      electron.dialog.asked.push(options)
      return electron.dialog.answer
    },
    showMessageBox: async (options: unknown) => {
      electron.dialog.asked.push(options)
      return { response: electron.dialog.button }
    },
    showSaveDialog: async (options: unknown) => {
      electron.dialog.asked.push(options)
      return electron.dialog.save
    },
  },
  ipcMain: (electron.ipcMain = new EventEmitter()),
}))

const { openWindow } = await import('./window.ts')
const { createDesktopHost } = await import('./desktop-host.ts')
const { SavedFiles } = await import('./saved-files.ts')

let dataDir: string
beforeEach(() => {
  dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'atelier-desktop-')))
})
afterEach(() => {
  electron.ipcMain.removeAllListeners()
  rmSync(dataDir, { recursive: true })
})

async function open() {
  const app = createScriptedApp({ 'serial.sessions': async () => [] })
  const window = (await openWindow(app, dataDir)) as unknown as FakeWindow
  return { app, window, contents: window.webContents }
}

describe('the window', () => {
  it('opens our page in a sandbox without Node', async () => {
    const { window } = await open()
    const { preload, ...guarded } = window.options.webPreferences ?? {}
    expect(guarded).toStrictEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    })
    expect(preload).toMatch(/preload.index\.cjs$/)
    expect(window.loaded).toStrictEqual(['app://atelier/'])
  })

  it.each(['https://evil.example/', 'file:///etc/passwd', 'app://evil/', 'app://atelier.evil/', 'javascript:alert(1)', 'about:blank'])(
    'does not navigate to %s',
    async (url) => {
      const { contents } = await open()
      const preventDefault = vi.fn()
      contents.emit('will-navigate', { url, preventDefault })
      expect(preventDefault).toHaveBeenCalledOnce()
    },
  )

  it('reloads itself', async () => {
    const { contents } = await open()
    const preventDefault = vi.fn()
    contents.emit('will-navigate', { url: 'app://atelier/', preventDefault })
    expect(preventDefault).not.toHaveBeenCalled()
  })

  it('opens no second window, follows no redirect, attaches no webview', async () => {
    const { contents } = await open()
    expect(contents.openHandler?.({ url: 'app://atelier/' })).toStrictEqual({ action: 'deny' })
    const preventDefault = vi.fn()
    contents.emit('will-redirect', { preventDefault })
    contents.emit('will-attach-webview', { preventDefault })
    expect(preventDefault).toHaveBeenCalledTimes(2)
  })

  it('grants copying and no other permission', async () => {
    const { contents } = await open()
    const granted = ['geolocation', 'media', 'serial', 'notifications', 'clipboard-read', 'clipboard-sanitized-write'].filter((permission) => {
      let answer = false
      contents.session.permission?.(contents, permission, (decision) => (answer = decision))
      return answer
    })
    expect(granted).toStrictEqual(['clipboard-sanitized-write'])
  })

  it('loads nothing from the network', async () => {
    const { contents } = await open()
    const cancelled = (url: string) => {
      let answer: unknown
      contents.session.request?.({ url }, (decision) => (answer = decision))
      return answer
    }
    expect(['https://evil.example/', 'ws://127.0.0.1:1/', 'file:///etc/passwd'].map(cancelled)).toStrictEqual([{ cancel: true }, { cancel: true }, { cancel: true }])
    expect(cancelled('app://atelier/assets/index.js')).toStrictEqual({ cancel: false })
  })

  it('opens where it was, and remembers where it is when it closes', async () => {
    writeFileSync(join(dataDir, 'window.json'), '{"bounds":{"x":10,"y":20,"width":1100,"height":750},"isMaximized":true}')
    const { window } = await open()
    expect(window.options).toMatchObject({ x: 10, y: 20, width: 1100, height: 750 })
    expect(window.maximized).toBe(true)
    window.emit('close')
    expect(JSON.parse(readFileSync(join(dataDir, 'window.json'), 'utf8'))).toStrictEqual({
      bounds: { x: 5, y: 30, width: 1000, height: 700 },
      isMaximized: true,
    })
  })

  it('comes back from a screen that is gone', async () => {
    writeFileSync(join(dataDir, 'window.json'), '{"bounds":{"x":4000,"y":20,"width":1100,"height":750},"isMaximized":false}')
    const { window } = await open()
    expect(window.options).toMatchObject({ width: 1100, height: 750 })
    expect(window.options).not.toHaveProperty('x')
  })
})

describe('the channel', () => {
  const call = { t: 'q', i: '1', m: 'serial.sessions', a: [] }
  const settled = () => new Promise(setImmediate)
  const deliver = (event: Partial<IpcMainEvent> | Record<string, unknown>) => electron.ipcMain.emit('atelier', event, call)

  it('answers our page', async () => {
    const { app, contents } = await open()
    deliver({ sender: contents, senderFrame: contents.mainFrame })
    await settled()
    expect(app.calls).toStrictEqual([['serial.sessions']])
    expect(contents.sent).toStrictEqual([['atelier', { t: 's', i: '1', r: [] }]])
  })

  it.each([
    ['another window', (contents: FakeContents) => ({ sender: new FakeContents(), senderFrame: contents.mainFrame })],
    ['a frame in the page', (contents: FakeContents) => ({ sender: contents, senderFrame: { url: 'app://atelier/', parent: contents.mainFrame } })],
    ['a frame that is gone', (contents: FakeContents) => ({ sender: contents, senderFrame: null })],
    [
      'another page in the main frame',
      (contents: FakeContents) => {
        contents.mainFrame.url = 'https://evil.example/'
        return { sender: contents, senderFrame: contents.mainFrame }
      },
    ],
  ])('hears nothing from %s', async (_, from) => {
    const { app, contents } = await open()
    deliver(from(contents))
    await settled()
    expect(app.calls).toStrictEqual([])
    expect(contents.sent).toStrictEqual([])
  })

  it('ends with its window', async () => {
    const { app, window, contents } = await open()
    expect(app.listeners()).toBeGreaterThan(0)
    window.emit('closed')
    deliver({ sender: contents, senderFrame: contents.mainFrame })
    await settled()
    expect([app.calls, app.listeners(), electron.ipcMain.listenerCount('atelier')]).toStrictEqual([[], 0, 0])
  })
})

describe('the host', () => {
  const pick = (path: string | undefined) => {
    electron.dialog.answer = { canceled: path === undefined, filePaths: path === undefined ? [] : [path] }
    return createDesktopHost(dataDir)['host.pickFile']({ title: 'CA certificate', extensions: ['.pem', 'crt'] })
  }

  it('says what it is', async () => {
    expect(await createDesktopHost(dataDir)['host.info']()).toStrictEqual({
      name: 'desktop',
      version: '1.2.3',
      platform: process.platform,
      capabilities: { nativeFileDialog: true, showInFolder: true, openLinks: true },
    })
  })

  it('reads a picked file of up to 1 MiB and tells its name, not its place', async () => {
    const bytes = new Uint8Array(1024 * 1024).fill(0x41)
    writeFileSync(join(dataDir, 'ca.pem'), bytes)
    const picked = await pick(join(dataDir, 'ca.pem'))
    expect(picked?.name).toBe('ca.pem')
    expect(Buffer.compare(picked?.bytes ?? new Uint8Array(), bytes)).toBe(0)
    expect(electron.dialog.asked.at(-1)).toMatchObject({
      properties: ['openFile'],
      filters: [{ name: 'CA certificate', extensions: ['pem', 'crt'] }, { name: '*', extensions: ['*'] }],
    })
  })

  it('refuses one byte more', async () => {
    writeFileSync(join(dataDir, 'big.pem'), new Uint8Array(1024 * 1024 + 1))
    await expect(pick(join(dataDir, 'big.pem'))).rejects.toMatchObject({ code: 'file.too-large', message: 'big.pem is larger than 1 MiB.' })
  })

  it('says that a file cannot be read', async () => {
    await expect(pick(join(dataDir, 'missing.pem'))).rejects.toMatchObject({
      code: 'file.unreadable',
      message: 'missing.pem could not be read: ENOENT.',
    })
  })

  it('takes a cancelled dialog for an answer', async () => {
    expect(await pick(undefined)).toBe(null)
  })

  it('shows files of its own folder and no others', async () => {
    const host = createDesktopHost(dataDir)
    writeFileSync(join(dataDir, 'a.atrec'), '')
    symlinkSync('/etc', join(dataDir, 'link'))
    electron.shown.length = 0
    for (const path of [join(dataDir, 'a.atrec'), '/etc/passwd', join(dataDir, '..'), dataDir, join(dataDir, 'link', 'passwd'), join(dataDir, 'missing'), '']) {
      expect(await host['host.showInFolder'](path)).toBe(null)
    }
    expect(electron.shown).toStrictEqual([join(dataDir, 'a.atrec')])
  })

  it('opens a web page in the browser once the person has seen its address, and nothing else', async () => {
    const host = createDesktopHost(dataDir)
    electron.shown.length = 0
    for (const [address, button] of [['https://example.com/a?b=1', 1], ['https://example.com/a?b=1', 0], ['file:///etc/passwd', 0]] as const) {
      electron.dialog.button = button
      expect(await host['host.openLink'](address)).toBe(null)
    }
    expect(electron.dialog.asked.at(-3)).toMatchObject({ message: '用浏览器打开这个网页？', detail: 'https://example.com/a?b=1', buttons: ['打开', '取消'] })
    expect(electron.shown).toStrictEqual(['https://example.com/a?b=1'])
  })

  it('asks where an export is to go, and shows that one in its folder as well', async () => {
    const saved = new SavedFiles()
    const host = createDesktopHost(dataDir, saved)
    electron.dialog.save = { canceled: false, filePath: '/media/usb/水表.csv' }
    expect(await saved.chooseTarget('水表.csv')).toStrictEqual({ file: '/media/usb/水表.csv', place: { kind: 'file', path: '/media/usb/水表.csv' } })
    expect(electron.dialog.asked.at(-1)).toMatchObject({ defaultPath: join('/home/wang/downloads', '水表.csv'), filters: [{ name: 'csv', extensions: ['csv'] }, { name: '*', extensions: ['*'] }] })
    electron.dialog.save = { canceled: true, filePath: '' }
    expect(await saved.chooseTarget('b.csv')).toBe(null)
    electron.shown.length = 0
    for (const path of ['/media/usb/水表.csv', '/media/usb/other.csv']) await host['host.showInFolder'](path)
    expect(electron.shown).toStrictEqual(['/media/usb/水表.csv'])
  })
})
