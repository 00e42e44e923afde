import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

export type StaticFile = { readonly body: Buffer; readonly type: string; readonly cacheControl: string }

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * One file of the built renderer; `/` is index.html. Undefined for what is not there, what has an unknown type, and every path
 * that leads out of `folder`, however it is written.
 */
export async function readStaticFile(folder: string, pathname: string): Promise<StaticFile | undefined> {
  const file = resolveInside(folder, pathname)
  const type = file && types[extname(file).toLowerCase()]
  if (!file || !type) return undefined
  try {
    // What Vite puts into assets/ has its content's hash in its name; everything else may change under the same name.
    const cacheControl = pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store'
    return { body: await readFile(file), type, cacheControl }
  } catch {
    return undefined
  }
}

function resolveInside(folder: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  // A backslash or a drive letter leads out on Windows; a NUL makes readFile throw.
  if (!decoded.startsWith('/') || /[\\:\0]/.test(decoded)) return undefined
  const root = normalize(folder)
  const file = join(root, decoded === '/' ? 'index.html' : decoded)
  return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : undefined
}
