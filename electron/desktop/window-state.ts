import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const whole = z.number().transform(Math.round)
const stateSchema = z.object({
  bounds: z.object({ x: whole.optional(), y: whole.optional(), width: whole, height: whole }),
  isMaximized: z.boolean(),
})

/** Device-independent pixels. Without x and y the window is centred. */
export type Bounds = { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number }
export type WindowState = { readonly bounds: Bounds; readonly isMaximized: boolean }
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export const defaultWindowState: WindowState = { bounds: { width: 1440, height: 900 }, isMaximized: false }

const file = (dataDir: string): string => join(dataDir, 'window.json')

/** What was remembered; the default when that is missing or damaged. */
export function readWindowState(dataDir: string): WindowState {
  try {
    const { bounds, isMaximized } = stateSchema.parse(JSON.parse(readFileSync(file(dataDir), 'utf8')))
    const { x, y, width, height } = bounds
    return { bounds: { ...(x !== undefined && y !== undefined && { x, y }), width, height }, isMaximized }
  } catch {
    return defaultWindowState
  }
}

/** Synchronous: the window is closing and the process may follow. A place in the screen is not worth an error. */
export function writeWindowState(dataDir: string, state: WindowState): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(`${file(dataDir)}.new`, JSON.stringify(state), { mode: 0o600 })
    renameSync(`${file(dataDir)}.new`, file(dataDir))
  } catch {
    // The next window opens at the default place.
  }
}

/** How much of the title bar must be on some screen for the window to count as reachable. */
const reachable = { width: 120, height: 40 }
const smallest = { width: 800, height: 560 }

/** Screens come and go: a window that would open outside all of them is centred, one that is larger than its screen shrinks. */
export function fitToScreens({ bounds, isMaximized }: WindowState, screens: readonly Area[]): WindowState {
  const home = screens.find((area) => isReachable(bounds, area))
  const area = home ?? screens[0]
  const width = clamp(bounds.width, smallest.width, area?.width)
  const height = clamp(bounds.height, smallest.height, area?.height)
  const { x, y } = bounds
  return { bounds: home && x !== undefined && y !== undefined ? { x, y, width, height } : { width, height }, isMaximized }
}

const clamp = (value: number, least: number, most = Infinity): number => Math.min(Math.max(value, least), most)

function isReachable({ x, y, width }: Bounds, area: Area): boolean {
  if (x === undefined || y === undefined) return false
  const shownWidth = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return shownWidth >= reachable.width && y >= area.y && y + reachable.height <= area.y + area.height
}
