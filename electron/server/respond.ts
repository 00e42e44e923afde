import type { IncomingMessage, ServerResponse } from 'node:http'
import { pageHeaders } from '../app/page-policy.ts'
import type { Downloads } from './downloads.ts'
import type { Guard } from './guard.ts'
import { readStaticFile } from '../app/static-files.ts'

/** Answers one HTTP request: the renderer's files and the exports that wait for it to whoever holds the token, a short explanation to everybody else. */
export async function respond(request: IncomingMessage, response: ServerResponse, guard: Guard, rendererDir: string, downloads?: Downloads): Promise<void> {
  const end = (status: number, headers: Record<string, string>, body: string | Buffer = ''): void => {
    response.writeHead(status, { ...pageHeaders(`ws://${request.headers.host}`), 'content-length': Buffer.byteLength(body), ...headers })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
  const plain = (status: number, message: string): void => end(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, message)

  // Nothing of the request is repeated before its Host header is known to be ours.
  if (!guard.isHostAllowed(request)) {
    response.writeHead(403, { 'content-type': 'text/plain' }).end('Wrong Host header')
    return
  }
  if (!guard.isOriginAllowed(request, 'optional')) return plain(403, 'Wrong Origin header')
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET and HEAD')

  const url = parseUrl(request)
  if (!url) return plain(400, 'Malformed address')

  if (guard.hasToken(url.searchParams.get('token'))) {
    // The token leaves the address bar, and with it the history and every screenshot.
    const cookie = `${guard.cookieName}=${guard.token}; HttpOnly; SameSite=Strict; Path=/`
    return end(303, { 'set-cookie': cookie, location: '/', 'cache-control': 'no-store' })
  }
  if (!guard.hasCookie(request)) {
    return end(403, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, refusal)
  }
  if (await downloads?.send(request, response, url.pathname)) return
  const file = await readStaticFile(rendererDir, url.pathname)
  if (!file) return plain(404, 'Not found')
  end(200, { 'content-type': file.type, 'cache-control': file.cacheControl }, file.body)
}

function parseUrl(request: IncomingMessage): URL | undefined {
  try {
    return new URL(`http://${request.headers.host}${request.url?.startsWith('/') ? request.url : '/'}`)
  } catch {
    return undefined
  }
}

const refusal = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>ATelier</title>
<body style="font: 16px/1.6 system-ui, sans-serif; max-width: 36em; margin: 4em auto; padding: 0 1em">
<h1>This address lacks its token</h1>
<p>ATelier opens serial ports, so it answers only to the address that it printed when it started, with <code>?token=</code> at its end.
The token is new at each start: copy the address again from the window in which ATelier runs.</p>
<h1 lang="zh">地址中缺少令牌</h1>
<p lang="zh">ATelier 可以操作本机串口，因此只接受启动时打印出来的、末尾带 <code>?token=</code> 的完整地址。
令牌每次启动都会更换，请回到运行 ATelier 的终端窗口，重新复制地址。</p>
</body>
</html>
`
