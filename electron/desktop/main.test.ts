import { EventEmitter, once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

// The host's start, serving and end, against a stand-in for Electron: its binary is not needed.
const fake = vi.hoisted(() => ({ handlers: new Map<string, unknown>(), privileged: [] as unknown[], opened: undefined as unknown }))

class FakeElectronApp extends EventEmitter {
  readonly isPackaged = true
  quits = 0
  readonly requestSingleInstanceLock = () => true
  readonly whenReady = async () => {}
  readonly getLocale = () => 'zh-CN'
  readonly getVersion = () => '1.2.3'
  readonly quit = () => void this.quits++
  readonly exit = () => {}
}
const electronApp = new FakeElectronApp()

vi.mock('electron', () => ({
  app: electronApp,
  BrowserWindow: { getAllWindows: () => [] },
  dialog: { showErrorBox: (_title: string, message: string) => (fake.opened = new Error(message)) },
  Menu: { setApplicationMenu: () => {}, buildFromTemplate: () => ({}) },
  protocol: {
    registerSchemesAsPrivileged: (schemes: unknown) => fake.privileged.push(schemes),
    handle: (scheme: string, handler: unknown) => fake.handlers.set(scheme, handler),
  },
}))
vi.mock('./window.ts', () => ({
  openWindow: async (workbench: unknown) => {
    fake.opened = workbench
    electronApp.emit('opened')
  },
}))

const dataDir = mkdtempSync(join(tmpdir(), 'atelier-main-'))
const pageDir = join(dataDir, 'page')
mkdirSync(pageDir)
writeFileSync(join(pageDir, 'index.html'), 'the page')
writeFileSync(join(dataDir, 'package.json'), 'outside')
vi.mock('../app/find-renderer.ts', () => ({ findRenderer: () => pageDir }))
beforeAll(async () => {
  vi.stubEnv('ATELIER_DATA', dataDir)
  const opened = once(electronApp, 'opened')
  await import('./main.ts')
  await opened
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(dataDir, { recursive: true })
})

const page = async (url: string): Promise<Response> => (fake.handlers.get('app') as (request: { url: string }) => Promise<Response>)({ url })

it('gives the page an origin of its own before Electron is ready', () => {
  expect(fake.privileged).toStrictEqual([[{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]])
})

it('serves the built page', async () => {
  const answer = await page('app://atelier/')
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toStrictEqual([200, 'text/html; charset=utf-8', 'the page'])
})

it.each(['app://atelier/../package.json', 'app://atelier/%2e%2e/%2e%2e/package.json', 'app://atelier/..%5cpackage.json', 'app://evil/', 'app://atelier/nothing-there.js'])(
  'serves nothing for %s, and that under the page’s policy',
  async (url) => {
    const { status, headers } = await page(url)
    expect([status, headers.get('content-security-policy')?.includes("script-src 'self'")]).toStrictEqual([404, true])
  },
)

it('ends only after ports are closed and recordings flushed, however often quitting is asked for', async () => {
  const { api } = fake.opened as { api: Record<string, (...args: unknown[]) => Promise<{ ok: boolean; value: { recording: { file: string } } }>> }
  const session = await api['serial.open']?.('practice:quectel-ec20', { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' })
  const ask = (): boolean => {
    let isHeld = false
    electronApp.emit('before-quit', { preventDefault: () => (isHeld = true) })
    return isHeld
  }
  expect([ask(), ask(), electronApp.quits]).toStrictEqual([true, true, 0])
  await expect.poll(() => electronApp.quits).toBeGreaterThan(0)
  expect([ask(), existsSync(session?.value.recording.file ?? '')]).toStrictEqual([false, true])
})
