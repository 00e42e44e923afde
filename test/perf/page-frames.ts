import type { Page } from '@playwright/test'
import { median, percentile } from './report.ts'

/** The time from each of the page's frames to the next, until it is asked for. */
export async function watchFrames(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { frameTimes: times })
    let last = performance.now()
    const next = (): void => {
      const now = performance.now()
      times.push(now - last)
      last = now
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  return () => page.evaluate(() => (window as unknown as { frameTimes: number[] }).frameTimes)
}

export const framesShown = (frames: readonly number[]): string => `${median(frames).toFixed(1)}, ${percentile(frames, 95).toFixed(1)} (longest ${Math.max(...frames).toFixed(0)})`
