import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultSettings, type Settings, type SettingsChange } from '../../../shared/contract/settings.ts'
import { setBridge, type Bridge } from '../../bridge/bridge.ts'
import { attachSettings, changeSettings, loadSettings, settingsStore } from './settings-store.ts'

/** A program that answers when it is told to, in the order it was asked. */
function program() {
  let kept: Settings = defaultSettings
  let listener: (settings: Settings) => void = () => {}
  const asked: { readonly change: SettingsChange; readonly resolve: (settings: Settings) => void; readonly reject: (error: Error) => void }[] = []
  const from = {
    call: (method: string, change: SettingsChange) =>
      method === 'settings.get' ? Promise.resolve(kept) : new Promise<Settings>((resolve, reject) => asked.push({ change, resolve, reject })),
    on: (_event: string, on: typeof listener) => {
      listener = on
      return () => {}
    },
    onLinkState: () => () => {},
  } as unknown as Bridge
  const tell = (change: SettingsChange): void => {
    kept = { ...kept, ...change } as Settings
    listener(kept)
  }
  return {
    from,
    /** A change of another window. */
    tell,
    /** Takes up the oldest change: told to all, then answered. */
    takeUp: async () => {
      const first = asked.shift()
      if (!first) throw new Error('Nothing was asked')
      tell(first.change)
      first.resolve(kept)
      await Promise.resolve()
    },
    lose: async () => {
      asked.shift()?.reject(new Error('The link is lost'))
      await Promise.resolve()
      await Promise.resolve()
    },
  }
}

let bench: ReturnType<typeof program>
let detach = (): void => {}
beforeEach(async () => {
  bench = program()
  setBridge(bench.from)
  detach = attachSettings(bench.from)
  await loadSettings(bench.from)
})
afterEach(() => detach())

const shown = () => settingsStore.getState()

it('what is told of an earlier change does not take back a later one that is on its way', async () => {
  changeSettings({ recentPorts: ['COM3'] })
  changeSettings({ confirmCommands: false, sendHistory: ['AT'] })
  await bench.takeUp()
  expect(shown()).toStrictEqual({ ...defaultSettings, recentPorts: ['COM3'], confirmCommands: false, sendHistory: ['AT'] })
  await bench.takeUp()
  expect(shown()).toStrictEqual({ ...defaultSettings, recentPorts: ['COM3'], confirmCommands: false, sendHistory: ['AT'] })
})

it('a line sent while two before it are being kept joins them in the history', async () => {
  const send = (line: string): void => changeSettings({ sendHistory: [...shown().sendHistory, line] })
  send('AT')
  send('ATI')
  await bench.takeUp()
  send('AT+CSQ')
  await bench.takeUp()
  await bench.takeUp()
  expect(shown().sendHistory).toStrictEqual(['AT', 'ATI', 'AT+CSQ'])
})

it('another window’s change of the same setting shows once this page’s own was taken up', async () => {
  changeSettings({ theme: 'dark' })
  bench.tell({ language: 'zh' })
  expect(shown()).toStrictEqual({ ...defaultSettings, theme: 'dark', language: 'zh' })
  await bench.takeUp()
  bench.tell({ theme: 'light' })
  expect(shown()).toStrictEqual({ ...defaultSettings, theme: 'light', language: 'zh' })
})

it('a change that a lost link swallowed goes on showing', async () => {
  changeSettings({ theme: 'dark' })
  await bench.lose()
  expect(shown()).toStrictEqual({ ...defaultSettings, theme: 'dark' })
})
