import type { Text } from '../../text/local-text.ts'
import { hasLogin, isLogin, sourceAt, type Found } from './found.ts'
import type { Given } from '../given.ts'

/** What one command of an attempt tells: where to, or who, or both. */
export type Piece = {
  readonly given: Given
  readonly inputs?: Readonly<Record<string, string>>
  readonly cloud?: string
  readonly notes: readonly Text[]
  /** "AT+QMTCONN". */
  readonly command: string
  readonly line: number
}

const saying = ({ given, inputs, cloud }: Piece): string => JSON.stringify([given, inputs, cloud])

/**
 * Joins the commands of one client of one modem: what was set stays set until it is set anew; the command that connects makes an attempt
 * of all that stands. What was set and never connected is an attempt too, as soon as something else replaces it.
 */
export class Pairing {
  readonly found: Found[] = []
  readonly #pieces = new Map<string, Piece>()
  readonly #unused = new Set<string>()

  set(role: string, piece: Piece): void {
    const before = this.#pieces.get(role)
    if (before && saying(before) === saying(piece)) return
    if (before && this.#unused.has(role)) this.#leave()
    this.#pieces.set(role, piece)
    this.#unused.add(role)
  }

  forget(...roles: readonly string[]): void {
    for (const role of roles) {
      this.#pieces.delete(role)
      this.#unused.delete(role)
    }
  }

  /** The modem is told to connect: with all that was set, and with what this command itself says. */
  connect(piece?: Piece, without: readonly string[] = []): void {
    const pieces = [...this.#pieces].flatMap(([role, set]) => (without.includes(role) ? [] : [set]))
    const made = attempt(piece ? [...pieces, piece] : pieces)
    if (made && (hasLogin(made.given) || made.cloud !== undefined)) this.found.push(made)
    this.#unused.clear()
  }

  end(): void {
    if (this.#unused.size > 0) this.#leave()
  }

  #leave(): void {
    const made = attempt([...this.#pieces.values()])
    if (made && (isLogin(made.given) || made.cloud !== undefined)) this.found.push(made)
    this.#unused.clear()
  }
}

/** Later pieces win; the attempt is named after the one that says who logs in. */
function attempt(pieces: readonly Piece[]): Found | undefined {
  const naming = pieces.findLast((piece) => hasLogin(piece.given)) ?? pieces.findLast((piece) => piece.cloud !== undefined)
  if (!naming) return undefined
  const given: Given = Object.assign({}, ...pieces.map((piece) => piece.given))
  const inputs: Record<string, string> = Object.assign({}, ...pieces.map((piece) => piece.inputs))
  const cloud = pieces.findLast((piece) => piece.cloud !== undefined)?.cloud
  return {
    given,
    inputs,
    ...(cloud !== undefined && { cloud }),
    source: sourceAt(naming.command, naming.line),
    line: naming.line,
    notes: [...new Set(pieces.flatMap((piece) => piece.notes))],
  }
}
