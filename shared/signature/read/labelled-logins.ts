import { text, type Text } from '../../text/local-text.ts'
import type { GivenPart } from '../given.ts'
import { givenOf, isLogin, type Found } from './found.ts'
import { labelledLines, type Labelled } from './labelled-lines.ts'
import { meaningOf, transportOf } from './labels.ts'
import type { Line } from './lines.ts'
import { readUrl } from './url-login.ts'

/** Lines between two labels that may still belong to one login. */
const gap = 6

class Group {
  readonly parts: { [P in GivenPart]?: string } = {}
  readonly inputs: Record<string, string> = {}
  readonly notes = new Set<Text>()
  readonly lines: number[] = []

  constructor(readonly first: number) {}

  /** False when the line says anew what the group already says otherwise: a new login begins. */
  add({ label, value, line, notes }: Labelled): boolean {
    const meaning = meaningOf(label)
    if (meaning === 'transport') {
      const transport = transportOf(value)
      if (transport !== undefined) this.inputs['transport'] = transport
    } else if (meaning === 'url' || (meaning === 'host' && /^[a-z+]+:\/\/.*@/i.test(value))) {
      const url = readUrl(value.trim())
      if (!this.#take(url ? url.given : { host: value })) return false
      Object.assign(this.inputs, url?.inputs)
      for (const note of url?.notes ?? []) this.notes.add(note)
    } else if (meaning !== undefined && !this.#take({ [meaning]: value })) return false
    for (const note of notes) this.notes.add(note)
    this.lines.push(line)
    return true
  }

  #take(given: { readonly [P in GivenPart]?: string }): boolean {
    for (const part of Object.keys(given) as GivenPart[]) if (this.parts[part] !== undefined && this.parts[part] !== given[part]) return false
    Object.assign(this.parts, given)
    return true
  }

  found(): readonly Found[] {
    const given = givenOf(this.parts)
    if (!isLogin(given)) return []
    const source = text(`Text, line ${this.first}`, `文本，第 ${this.first} 行`)
    return [{ given, inputs: this.inputs, source, line: this.first, notes: [...this.notes] }]
  }
}

/** Logins written as one labelled value a line, in English or Chinese. */
export function readLabelledLogins(lines: readonly Line[], taken: Set<number>): readonly Found[] {
  const groups: Group[] = []
  for (const labelled of labelledLines(lines, taken, (label) => meaningOf(label) !== undefined)) {
    const current = groups.at(-1)
    if (current && labelled.line - (current.lines.at(-1) ?? 0) <= gap && current.add(labelled)) continue
    const next = new Group(labelled.line)
    next.add(labelled)
    groups.push(next)
  }
  return groups.flatMap((group) => {
    const found = group.found()
    if (found.length > 0) for (const line of group.lines) taken.add(line)
    return found
  })
}
