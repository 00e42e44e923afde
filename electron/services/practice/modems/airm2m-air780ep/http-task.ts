import { lookup as lookUp } from 'node:dns'
import { request as plain, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as secure } from 'node:https'
import type { Board as AnyBoard } from '../kit/board.ts'
import { hasBearer } from '../kit/radio.ts'
import type { Air780State, HttpSession } from './state.ts'

/** AT+HTTPACTION's own status codes (Air780EP AT manual, chapter 14). */
const codes = { network: 601, memory: 602, dns: 603, busy: 604, tls: 605 } as const

/** Bytes that AT+HTTPREAD can hold. */
const maxResponse = 130_048

export const methods = ['GET', 'POST', 'HEAD'] as const

export type HttpOutcome = { readonly status: number; readonly length: number }

/** One HTTP request to whatever the URL names, over the PC's own network. */
export class HttpTask {
  readonly #board: AnyBoard<Air780State>
  #request: ClientRequest | null = null

  constructor(board: AnyBoard<Air780State>) {
    this.#board = board
  }

  /** Calls back once with the status that the module prints; not at all when it was cut off. */
  run(session: HttpSession, method: (typeof methods)[number], done: (outcome: HttpOutcome) => void): void {
    const { state, has, after, secondMs } = this.#board
    const url = parseUrl(session.url)
    const failed = (status: number) => void after(secondMs / 10, () => done({ status, length: 0 }))
    if (!state.bearer.isOpen || !hasBearer(this.#board, state.bearer.apn || undefined) || !url || has('refused')) return failed(codes.network)
    if (has('dns-failure') && /[A-Za-z]/.test(url.hostname)) return failed(codes.dns)
    if (url.protocol === 'https:' && has('tls-version')) return failed(codes.tls)
    let isOver = false
    const finish = (outcome: HttpOutcome) => {
      if (isOver) return
      isOver = true
      this.#request = null
      done(outcome)
    }
    const options: RequestOptions = {
      method,
      headers: { ...Object.fromEntries(session.headers), ...(method === 'POST' && { 'content-length': session.data.length }) },
      timeout: session.timeout * secondMs,
      lookup: (host, asked, answer) => lookUp(host, { ...asked, family: 4 }, answer),
    }
    const start = url.protocol === 'https:' ? secure : plain
    // Without AT+SSLCFG of context 153 the module checks no certificate.
    const request = start(url, { ...options, ...(url.protocol === 'https:' && { rejectUnauthorized: false }) }, (answer) => void receive(answer).then(({ status, body }) => {
      if (body.length > maxResponse) return finish({ status: codes.memory, length: 0 })
      session.response = body
      finish({ status, length: body.length })
    }, () => finish({ status: codes.network, length: 0 })))
    request.on('timeout', () => request.destroy())
    request.on('error', (error: NodeJS.ErrnoException) => finish({ status: statusOf(error), length: 0 }))
    this.#request = request
    request.end(method === 'POST' ? Buffer.from(session.data) : undefined)
  }

  /** Cut off without a word, as when the power or the bearer goes. */
  reset(): void {
    this.#request?.removeAllListeners('error')
    this.#request?.on('error', () => {})
    this.#request?.destroy()
    this.#request = null
  }
}

/** The module adds `http://` where no scheme is given. */
function parseUrl(value: string): URL | null {
  const address = /^https?:\/\//i.test(value) ? value : `http://${value}`
  return URL.canParse(address) ? new URL(address) : null
}

async function receive(answer: IncomingMessage): Promise<{ readonly status: number; readonly body: Buffer }> {
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part as Buffer)
  return { status: answer.statusCode ?? 600, body: Buffer.concat(parts) }
}

function statusOf({ code = '' }: NodeJS.ErrnoException): number {
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return codes.dns
  return /SSL|TLS|EPROTO/.test(code) ? codes.tls : codes.network
}
