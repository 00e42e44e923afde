import { z } from 'zod'
import { text } from '../../text/local-text.ts'
import { mostInGroup, newGroup, quickCommandSchema, quickGroupSchema, quickPageSchema, type NewId, type QuickCommand, type QuickGroup, type QuickPage } from '../schema.ts'
import { readJson } from './json-places.ts'
import { leftOut, type ListProblem, type ListSource, type ReadList } from './read-list.ts'

export const ownKind = 'quick-commands'
export const ownVersion = 1

const loosePage = quickPageSchema.extend({ groups: z.array(z.unknown()).max(100) })
const looseGroup = quickGroupSchema.extend({ commands: z.array(z.unknown()).max(mostInGroup) })

type Path = readonly (string | number)[]

const firstIssue = (error: z.ZodError): string => {
  const [issue] = error.issues
  return issue ? `${issue.path.join('.')}: ${issue.message}` : ''
}

/** Page by page, group by group, command by command: a bad one costs only itself. `newId` gives new ids where the data join others; left out: they keep theirs. */
export function readPages(data: unknown, path: Path, lineOf: (path: Path) => number, newId?: NewId): { readonly pages: QuickPage[]; readonly problems: ListProblem[] } {
  const problems: ListProblem[] = []
  const bad = (what: 'page' | 'group' | 'command', at: Path, error: z.ZodError): void => {
    const words = { page: text('This page cannot be used.', '这一页无法使用。'), group: text('This group cannot be used.', '这一组无法使用。'), command: text('This command cannot be used.', '这条指令无法使用。') }[what]
    problems.push(leftOut(lineOf(at), words, firstIssue(error)))
  }
  const id = (known: string): string => newId?.() ?? known
  const readCommand = (given: unknown, at: Path): QuickCommand[] => {
    const command = quickCommandSchema.safeParse(given)
    if (!command.success) {
      bad('command', at, command.error)
      return []
    }
    return [{ ...command.data, id: id(command.data.id) }]
  }
  const readGroup = (given: unknown, at: Path): QuickGroup[] => {
    const group = looseGroup.safeParse(given)
    if (!group.success) {
      bad('group', at, group.error)
      return []
    }
    return [{ ...group.data, id: id(group.data.id), commands: group.data.commands.flatMap((command, index) => readCommand(command, [...at, 'commands', index])) }]
  }
  if (!Array.isArray(data)) return { pages: [], problems: [leftOut(1, text('The file has no list of pages.', '文件里没有页面列表。'))] }
  const pages = data.flatMap((given: unknown, index): QuickPage[] => {
    const at = [...path, index]
    const page = loosePage.safeParse(given)
    if (!page.success) {
      bad('page', at, page.error)
      return []
    }
    const groups = page.data.groups.flatMap((group, number) => readGroup(group, [...at, 'groups', number]))
    return [{ ...page.data, id: id(page.data.id), groups: groups.length > 0 ? groups : [newGroup(newId ?? (() => `${page.data.id}-1`))] }]
  })
  return { pages, problems }
}

/** A file that was exported here. */
export function readOwn(source: ListSource): ReadList {
  const json = readJson(source.text)
  if (!json.ok) return { format: 'atelier', pages: [], problems: [leftOut(json.line, text('The file is no whole JSON: it ends too early, or was changed by hand.', '不是完整的 JSON：文件被截断或手工改坏了。'), json.said)] }
  const { version, pages } = json.value as { readonly version?: unknown; readonly pages?: unknown }
  if (version !== ownVersion) return { format: 'atelier', pages: [], problems: [leftOut(1, text('A newer ATelier wrote this file; this one does not know its form.', '文件由更新版本的 ATelier 导出，本版本不认识。'), `version: ${JSON.stringify(version)}`)] }
  return { format: 'atelier', ...readPages(pages, ['pages'], json.lineOf, source.newId) }
}

export const looksLikeOwn = (content: string): boolean => new RegExp(`^\\s*\\{[^]{0,200}"kind"\\s*:\\s*"${ownKind}"`).test(content)
