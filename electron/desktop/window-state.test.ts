import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultWindowState, fitToScreens, readWindowState, writeWindowState } from './window-state.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'atelier-window-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

describe('remembering', () => {
  it('brings back what was written, and leaves one file', () => {
    const state = { bounds: { x: -10, y: 20, width: 1200, height: 800 }, isMaximized: true }
    writeWindowState(join(dataDir, 'new'), state)
    expect(readWindowState(join(dataDir, 'new'))).toStrictEqual(state)
    expect(readdirSync(join(dataDir, 'new'))).toStrictEqual(['window.json'])
  })

  it('starts with the default when there is nothing', () => {
    expect(readWindowState(dataDir)).toStrictEqual(defaultWindowState)
  })

  it.each(['', '{}', '[]', '{"bounds":{"width":"wide","height":1},"isMaximized":false}', '{"bounds":{"width":1e999,"height":1},"isMaximized":false}'])(
    'starts with the default from %j',
    (content) => {
      writeFileSync(join(dataDir, 'window.json'), content)
      expect(readWindowState(dataDir)).toStrictEqual(defaultWindowState)
    },
  )
})

describe('fitting to the screens', () => {
  const laptop = { x: 0, y: 25, width: 1440, height: 875 }
  const left = { x: -1920, y: 0, width: 1920, height: 1080 }
  const fit = (bounds: { x?: number; y?: number; width: number; height: number }, screens = [laptop, left]) =>
    fitToScreens({ bounds, isMaximized: false }, screens).bounds

  it('leaves a window where it is on any screen', () => {
    expect(fit({ x: -1900, y: 10, width: 1000, height: 700 })).toStrictEqual({ x: -1900, y: 10, width: 1000, height: 700 })
  })

  it('lets a window hang over an edge while its title bar can be reached', () => {
    expect(fit({ x: 1300, y: 800, width: 1000, height: 700 })).toStrictEqual({ x: 1300, y: 800, width: 1000, height: 700 })
  })

  it.each([
    ['its screen was unplugged', { x: -1900, y: 10, width: 1000, height: 700 }, [laptop]],
    ['it lies right of everything', { x: 5000, y: 100, width: 1000, height: 700 }, [laptop, left]],
    ['its title bar is above the screen', { x: 100, y: -300, width: 1000, height: 700 }, [laptop]],
    ['only a sliver of it shows', { x: 1400, y: 100, width: 1000, height: 700 }, [laptop]],
  ])('centres a window when %s', (_, bounds, screens) => {
    expect(fit(bounds, screens)).toStrictEqual({ width: 1000, height: 700 })
  })

  it('shrinks a window to its screen and never below what is usable', () => {
    expect(fit({ x: 0, y: 25, width: 4000, height: 4000 }, [laptop])).toStrictEqual({ x: 0, y: 25, width: 1440, height: 875 })
    expect(fit({ x: 0, y: 25, width: 10, height: 10 }, [laptop])).toMatchObject({ width: 800, height: 560 })
  })

  it('stands a report of no screens at all', () => {
    expect(fit({ x: 0, y: 0, width: 1000, height: 700 }, [])).toStrictEqual({ width: 1000, height: 700 })
  })
})
