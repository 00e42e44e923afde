import type { QuickCommand, QuickGroup, QuickPage } from './schema.ts'
import { commandsIn } from './schema.ts'

/** A place among commands: before the one at `index` of this group; beyond its end: last. */
export type Place = { readonly groupId: string; readonly index: number }

const mapGroups = (pages: readonly QuickPage[], change: (group: QuickGroup) => QuickGroup): QuickPage[] => pages.map((page) => ({ ...page, groups: page.groups.map(change) }))

export function findCommand(pages: readonly QuickPage[], id: string): { readonly page: QuickPage; readonly group: QuickGroup; readonly command: QuickCommand; readonly index: number } | undefined {
  for (const page of pages) {
    for (const group of page.groups) {
      const index = group.commands.findIndex((command) => command.id === id)
      const command = group.commands[index]
      if (command) return { page, group, command, index }
    }
  }
  return undefined
}

export const changeCommand = (pages: readonly QuickPage[], id: string, change: Partial<QuickCommand>): QuickPage[] =>
  mapGroups(pages, (group) => ({ ...group, commands: group.commands.map((command) => (command.id === id ? { ...command, ...change } : command)) }))

export function removeCommand(pages: readonly QuickPage[], id: string): QuickPage[] {
  return mapGroups(pages, (group) => ({ ...group, commands: group.commands.filter((command) => command.id !== id) })).map((page, at) => (commandsIn(pages[at] ?? page).length === commandsIn(page).length ? page : renumbered(page)))
}

export const insertCommand = (pages: readonly QuickPage[], command: QuickCommand, { groupId, index }: Place): QuickPage[] =>
  mapGroups(pages, (group) => (group.id === groupId ? { ...group, commands: group.commands.toSpliced(Math.min(index, group.commands.length), 0, command) } : group))

/** Also into another group or page. `index` counts the places as they are before the move. On another page it loses its place in the run. */
export function moveCommand(pages: readonly QuickPage[], id: string, to: Place): readonly QuickPage[] {
  const from = findCommand(pages, id)
  const target = pages.find(({ groups }) => groups.some((group) => group.id === to.groupId))
  if (!from || !target) return pages
  const isSameGroup = from.group.id === to.groupId
  const index = isSameGroup && to.index > from.index ? to.index - 1 : to.index
  if (isSameGroup && index === from.index) return pages
  const command = from.page.id === target.id ? from.command : { ...from.command, order: 0 }
  const without = from.page.id === target.id ? mapGroups(pages, (group) => ({ ...group, commands: group.commands.filter((each) => each.id !== id) })) : removeCommand(pages, id)
  return insertCommand(without, command, { groupId: to.groupId, index })
}

/** By keyboard: one place up or down; over the end of a group into its neighbour. */
export function stepCommand(pages: readonly QuickPage[], id: string, step: -1 | 1): readonly QuickPage[] {
  const from = findCommand(pages, id)
  if (!from) return pages
  const { page, group, index } = from
  const within = index + step
  if (within >= 0 && within < group.commands.length) return moveCommand(pages, id, { groupId: group.id, index: step === 1 ? index + 2 : index - 1 })
  const neighbour = page.groups[page.groups.indexOf(group) + step]
  return neighbour ? moveCommand(pages, id, { groupId: neighbour.id, index: step === 1 ? 0 : neighbour.commands.length }) : pages
}

/** Those that run, in their order; of two with the same figure, as SSCOM's lists may have them, the upper first. */
export const inOrder = (page: QuickPage): readonly QuickCommand[] =>
  commandsIn(page)
    .filter(({ order, content }) => order > 0 && content !== '')
    .toSorted((a, b) => a.order - b.order)

function renumbered(page: QuickPage): QuickPage {
  const places = new Map(
    commandsIn(page)
      .filter(({ order }) => order > 0)
      .toSorted((a, b) => a.order - b.order)
      .map(({ id }, at) => [id, at + 1]),
  )
  return { ...page, groups: page.groups.map((group) => ({ ...group, commands: group.commands.map((command) => ({ ...command, order: places.get(command.id) ?? 0 })) })) }
}

/** Marks a command as the last of the run, or takes it out; those behind it move up. */
export function toggleMark(page: QuickPage, id: string): QuickPage {
  const marked = renumbered(page)
  const last = Math.max(0, ...commandsIn(marked).map(({ order }) => order))
  return renumbered({
    ...marked,
    groups: marked.groups.map((group) => ({ ...group, commands: group.commands.map((command) => (command.id === id ? { ...command, order: command.order > 0 ? 0 : last + 1 } : command)) })),
  })
}
