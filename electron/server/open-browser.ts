import { spawnSync } from 'node:child_process'

/** How long a launcher may take to report that there is no browser. xdg-open tries several in turn. */
const verdictWithinMs = 5000

/** Whether a browser was, as far as one can tell, opened. Never throws. */
export async function openBrowser(url: string, env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  if (!canHaveBrowser(env)) return false
  try {
    const { default: open } = await import('open')
    const launcher = await open(url)
    return await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(true), verdictWithinMs)
      const settle = (opened: boolean): void => {
        clearTimeout(timer)
        resolve(opened)
      }
      launcher.once('error', () => settle(false))
      launcher.once('exit', (code) => settle(code === 0))
    })
  } catch {
    return false
  }
}

/** On Linux a browser needs a display; without one xdg-open may start a text browser in this very terminal. */
function canHaveBrowser(env: NodeJS.ProcessEnv): boolean {
  if (process.platform !== 'linux') return true
  if (env['DISPLAY'] || env['WAYLAND_DISPLAY']) return true
  return spawnSync('wslpath', ['-w', '/'], { stdio: 'ignore' }).status === 0
}
