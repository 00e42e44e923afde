import { z } from 'zod'
import { charsets } from '../text/charset.ts'

/** Characters. The longest line that a list in circulation holds is a tenth of it. */
export const longestContent = 8192
const longestName = 100
/** ms. */
export const longestDelay = 3_600_000
/** SSCOM has 99 entries, llcom ten pages; a bench that needs more than this has lost its way in the list. */
export const mostCommands = 5000

const id = z.string().min(1).max(64)

export const forms = ['text', 'escapes', 'hex'] as const
export const endings = ['session', 'none', 'CR', 'LF', 'CRLF'] as const
export const commandCharsets = ['session', ...charsets] as const
export const colours = ['none', 'green', 'amber', 'red', 'violet'] as const

export const quickCommandSchema = z.object({
  id,
  name: z.string().max(longestName),
  /** One line. `{{name}}` stands for a value that is asked for. */
  content: z.string().max(longestContent).regex(/^[^\r\n]*$/),
  /** `escapes`: `\r`, `\x1A` in it are bytes. */
  form: z.enum(forms),
  /** `session`: what the send line adds; with hex nothing. */
  ending: z.enum(endings),
  /** Bytes of characters beyond ASCII. `session`: as the send line; other tools' lists were sent in the PC's own code page. */
  charset: z.enum(commandCharsets),
  colour: z.enum(colours),
  /** As `shortcutOf` writes it: `Alt+1`; empty: none. */
  shortcut: z.string().max(40),
  /** Place in the page's run, from 1; 0: not part of it. */
  order: z.int().min(0).max(9999),
  /** ms after it, in a run. */
  delayMs: z.int().min(0).max(longestDelay),
  /** Placeholders whose values are never kept and are masked on the wire. */
  secrets: z.array(z.string().max(64)).max(20),
})
export type QuickCommand = z.infer<typeof quickCommandSchema>

/** One group's; a longer list is read into several. */
export const mostInGroup = 1000

export const quickGroupSchema = z.object({ id, name: z.string().max(longestName), commands: z.array(quickCommandSchema).max(mostInGroup) })
export type QuickGroup = z.infer<typeof quickGroupSchema>

export const quickPageSchema = z.object({
  id,
  name: z.string().min(1).max(longestName),
  /** At least one: the first is where new commands go. */
  groups: z.array(quickGroupSchema).min(1).max(100),
  /** How often the marked ones run; 0: until stopped. */
  rounds: z.int().min(0).max(1_000_000),
  /** `answer`: the next goes when the last got its final result, and its delay after that is over. */
  wait: z.enum(['delay', 'answer']),
})
export type QuickPage = z.infer<typeof quickPageSchema>

export const quickPagesSchema = z
  .array(quickPageSchema)
  .max(100)
  .refine((pages) => pages.reduce((sum, { groups }) => sum + groups.reduce((all, { commands }) => all + commands.length, 0), 0) <= mostCommands, `at most ${mostCommands} commands`)

/** The last values of placeholders, by name. */
export const quickValuesSchema = z.record(z.string().min(1).max(64), z.string().max(2000))
export type QuickValues = z.infer<typeof quickValuesSchema>

export type NewId = () => string

export const newCommand = (newId: NewId, given: Partial<Omit<QuickCommand, 'id'>>): QuickCommand => ({
  id: newId(),
  name: '',
  content: '',
  form: 'text',
  ending: 'session',
  charset: 'session',
  colour: 'none',
  shortcut: '',
  order: 0,
  delayMs: 1000,
  secrets: [],
  ...given,
})

export const newGroup = (newId: NewId, name = '', commands: readonly QuickCommand[] = []): QuickGroup => ({ id: newId(), name, commands: [...commands] })

export const newPage = (newId: NewId, name: string, groups: readonly QuickGroup[] = [], given: Partial<Pick<QuickPage, 'rounds' | 'wait'>> = {}): QuickPage => ({
  id: newId(),
  name: name.trim().slice(0, longestName) || '1',
  groups: groups.length > 0 ? [...groups] : [newGroup(newId)],
  rounds: 1,
  wait: 'delay',
  ...given,
})

export const commandsIn = (page: QuickPage): readonly QuickCommand[] => page.groups.flatMap(({ commands }) => commands)

/** What stands on the button. */
export const labelOf = ({ name, content }: Pick<QuickCommand, 'name' | 'content'>): string => name.trim() || content
