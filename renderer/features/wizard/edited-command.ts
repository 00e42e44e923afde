import { bullets } from '../../../shared/wizard/mask-plan.ts'

export type EditedCommand =
  /** Unchanged: the program sends its own line, secrets included. */
  | { readonly kind: 'as-planned' }
  /** `hidesSecret`: bullets remain, and the program puts the secret back for them. */
  | { readonly kind: 'edited'; readonly line: string; readonly hidesSecret: boolean }
  /** Bullets that stand for no secret any more would go to the modem as they are. */
  | { readonly kind: 'still-masked' }
  | { readonly kind: 'empty' }

/** Reads the command field. `shown` is the masked line it started with. Spaces count: what is typed is what is sent. */
export function readEdit(shown: string, typed: string): EditedCommand {
  if (typed === shown) return { kind: 'as-planned' }
  if (typed.trim() === '') return { kind: 'empty' }
  const left = runsOf(typed)
  // All of them or none: of two secrets, nobody could tell which of them one run of bullets stands for.
  const areWhole = left.every((run) => run === bullets) && left.length === runsOf(shown).length
  if (left.length > 0 && !areWhole) return { kind: 'still-masked' }
  return { kind: 'edited', line: typed, hidesSecret: left.length > 0 }
}

const runsOf = (line: string): readonly string[] => line.match(/•+/g) ?? []
