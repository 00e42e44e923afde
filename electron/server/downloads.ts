import { randomBytes } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ChooseExportTarget } from '../app/create-app.ts'
import { pageHeaders } from '../app/page-policy.ts'

const prefix = '/exports/'

/**
 * Exports on their way to a browser. Each is written to `<dataDir>/exports` under 192 random bits, and its address gives it once: the file goes with its download, what is
 * never fetched with the next start. Who may fetch is the guard's business.
 */
export class Downloads {
  readonly #folder: string
  readonly #names = new Map<string, string>()
  readonly #started: Promise<unknown>

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'exports')
    this.#started = rm(this.#folder, { recursive: true, force: true }).catch(() => {})
  }

  readonly chooseTarget: ChooseExportTarget = async (fileName) => {
    await this.#started
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const ticket = randomBytes(24).toString('base64url')
    this.#names.set(ticket, fileName)
    return { file: join(this.#folder, ticket), place: { kind: 'download', address: prefix + ticket } }
  }

  /** Answers with the file that this address stands for; false where it stands for none, any more or at all. */
  async send(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<boolean> {
    const ticket = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : ''
    const name = this.#names.get(ticket)
    // A look at the headers alone must not cost the file.
    if (name === undefined || request.method !== 'GET') return false
    this.#names.delete(ticket)
    const file = join(this.#folder, ticket)
    const handle = await open(file, 'r').catch(() => undefined)
    if (!handle) return false
    try {
      response.writeHead(200, {
        ...pageHeaders(),
        'content-type': 'application/octet-stream',
        'content-length': (await handle.stat()).size,
        'content-disposition': disposition(name),
        'cache-control': 'no-store',
      })
      await pipeline(handle.createReadStream(), response)
    } finally {
      await handle.close().catch(() => {})
      await rm(file, { force: true }).catch(() => {})
    }
    return true
  }
}

/** RFC 6266, 4.3 and RFC 8187: a name in ASCII for whoever knows no other, and the name as it is. */
function disposition(name: string): string {
  const plain = name.replace(/[^ !#-[\]-~]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
