import { app, protocol } from 'electron'
import { pageHeaders } from '../app/page-policy.ts'
import { findRenderer } from '../app/find-renderer.ts'
import { readStaticFile } from '../app/static-files.ts'

/**
 * The page has an origin of its own, `app://atelier`, instead of file://: only the built renderer can be read through it,
 * its Content-Security-Policy is a real header, and the sender check has something exact to compare with.
 */
export const pageUrl = (): string => developmentUrl() ?? 'app://atelier/'

/** `npm run dev` serves the page from Vite, with hot reload and without our policy. Never in a packaged program. */
const developmentUrl = (): string | undefined => (app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'])

/** `new URL` gives non-special schemes the origin "null", so scheme and host are compared by themselves. */
export function isPage(url: string): boolean {
  try {
    const [{ protocol: scheme, host }, page] = [new URL(url), new URL(pageUrl())]
    return scheme === page.protocol && host === page.host
  } catch {
    return false
  }
}

/** What the page may load: itself, and what it holds in memory. In development also Vite's hot reload. */
export function mayLoad(url: string): boolean {
  if (isPage(url) || /^(data|blob|devtools):/.test(url)) return true
  return developmentUrl() !== undefined && isPage(url.replace(/^ws/, 'http'))
}

/** Before the app is ready: Electron takes no privileges later. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

export function servePage(): void {
  const folder = findRenderer()
  protocol.handle('app', async (request) => {
    const file = folder !== undefined && isPage(request.url) ? await readStaticFile(folder, new URL(request.url).pathname) : undefined
    if (!file) return new Response('Not found', { status: 404, headers: pageHeaders() })
    return new Response(new Uint8Array(file.body), {
      headers: { ...pageHeaders(), 'content-type': file.type, 'cache-control': file.cacheControl },
    })
  })
}
