import type { Text } from '../text/local-text.ts'

/** One piece of a shown text and what it is, for colour. `of`: the input it came from. */
export type Part = {
  readonly text: string
  readonly role: 'name' | 'value' | 'separator' | 'fixed'
  readonly of?: string
}

/**
 * One step of the work, as it would be done on paper. The parts joined are exactly the text that is meant, so that it can be copied.
 * `parameters`: name and value parts in turn, in the order in which they are signed. `secret`: shown only when asked for.
 */
export type WorkStep = {
  readonly kind: 'parameters' | 'content' | 'key' | 'digest' | 'encoding' | 'assembly'
  readonly title: Text
  /** How it is made: the algorithm, how the key is read, which characters are escaped. */
  readonly note?: Text
  readonly parts: readonly Part[]
  readonly secret: boolean
}

export const textOf = (parts: readonly Part[]): string => parts.map((part) => part.text).join('')

export const name = (value: string): Part => ({ text: value, role: 'name' })
export const separator = (value: string): Part => ({ text: value, role: 'separator' })
export const fixed = (value: string): Part => ({ text: value, role: 'fixed' })
export const value = (value_: string, of?: string): Part => ({ text: value_, role: 'value', ...(of !== undefined && { of }) })
