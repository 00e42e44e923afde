import { request, type OutgoingHttpHeaders } from 'node:http'

export type RawAnswer = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: string }

/** One request to loopback, raw, so that paths and headers arrive as written. */
export function rawRequest(port: number, path: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (body += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}
