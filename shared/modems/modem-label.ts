import { text, type Text } from '../text/local-text.ts'
import type { ModemProfile } from './profile.ts'

/** What a modem is called beside others: its maker's own name in both languages, except where the profile has words of its own. */
export const modemLabel = ({ label, name }: Pick<ModemProfile, 'label' | 'name'>): Text => label ?? text(name, name)
