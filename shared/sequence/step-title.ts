import type { SequenceInput, SequenceWait } from './schema.ts'

type Step = SequenceInput['steps'][number]

/** What a step waits for, as it is written. */
export const waitTitle = (wait: SequenceWait): string => (typeof wait !== 'object' ? wait : 'text' in wait ? wait.text : 'urc' in wait ? wait.urc : wait.regex)

/** How a step is called where it has no title of its own: by what it does first. */
export const stepTitle = ({ title, send, hex, wait, pause }: Step): string => title ?? send ?? hex ?? (wait === undefined ? `${pause ?? 0} ms` : waitTitle(wait))
