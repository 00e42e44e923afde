import type { Answer, HttpRequest } from '../../../shared/clouds/profile.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { Exchanged } from '../../../shared/contract/registration.ts'
import { explainNetworkError, explainTimeout } from '../../../shared/mqtt/network-failure.ts'
import { explainTlsReason, tlsReason } from '../../../shared/tls/tls-failure.ts'
import { text } from '../../../shared/text/local-text.ts'

/** Bytes of an answer that are read; the interfaces called here answer with a few hundred. */
const maximumBytes = 64 * 1024

/** Sends a request as it stands and has the cloud read the answer. Follows no redirect: a login must not travel on. Never rejects. */
export async function callHttp(request: HttpRequest, timeLimitMs: number): Promise<Result<{ readonly answer: Answer; readonly exchanged: Exchanged }>> {
  const started = Date.now()
  const endpoint = endpointOf(request.url)
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      ...(request.method === 'POST' && { body: request.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeLimitMs),
    })
    const body = await readBounded(response)
    if (body === null) return fail(tooLong)
    return ok({
      answer: request.read(response.status, body),
      exchanged: {
        target: `${request.method} ${request.url}`,
        sent: [...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`), '', request.body].join('\n'),
        received: `HTTP ${response.status}\n\n${body}`,
        elapsedMs: Date.now() - started,
      },
    })
  } catch (error) {
    return fail(explain(error, endpoint, timeLimitMs))
  }
}

function endpointOf(url: string): { host: string; port: number } {
  const { hostname, port, protocol } = new URL(url)
  return { host: hostname, port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port) }
}

async function readBounded(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = response.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    bytes += next.value.length
    if (bytes > maximumBytes) {
      await reader?.cancel()
      return null
    }
    chunks.push(next.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function explain(error: unknown, endpoint: { host: string; port: number }, timeLimitMs: number): Failure {
  if (error instanceof Error && error.name === 'TimeoutError') return explainTimeout('tcp', timeLimitMs / 1000, endpoint)
  // fetch wraps what happened on the socket.
  const cause = innermost(error)
  const reason = tlsReason(cause.code, cause.message)
  return reason ? explainTlsReason(reason, endpoint, false) : explainNetworkError(cause.code, cause.message, endpoint)
}

function innermost(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors.at(-1))
  if (error instanceof Error && error.cause !== undefined) return innermost(error.cause)
  if (!(error instanceof Error)) return { code: '', message: 'unknown' }
  const { code } = error as NodeJS.ErrnoException
  return { code: typeof code === 'string' ? code : '', message: error.message }
}

const tooLong: Failure = {
  code: 'registration.answer-too-long',
  stage: 'cloud',
  what: text('The answer is far longer than this interface gives', '应答远远超过该接口的正常长度'),
  next: text('Check the address: another server, or a proxy, may have answered.', '检查地址：可能是别的服务器或代理在应答。'),
}
