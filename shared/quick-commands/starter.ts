import { commandDescriber } from '../at/command-words.ts'
import { commonCommands } from '../at/common-commands.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { text, type Language, type Text } from '../text/local-text.ts'
import { newCommand, newGroup, newPage, type NewId, type QuickGroup, type QuickPage } from './schema.ts'

/** What a person asks any cellular module first (V.250, 27.007): all of it reads, or sets what a power cycle takes back. */
const cellular: readonly { readonly name: Text; readonly lines: readonly string[] }[] = [
  { name: text('Module', '模组'), lines: ['AT', 'ATI', 'AT+CGMR', 'AT+CGSN', 'AT+CMEE=2', 'AT+CFUN?'] },
  { name: text('SIM', 'SIM 卡'), lines: ['AT+CPIN?', 'AT+CIMI'] },
  { name: text('Network', '网络'), lines: ['AT+CSQ', 'AT+CEREG?', 'AT+COPS?', 'AT+CGATT?', 'AT+CGDCONT?', 'AT+CGPADDR', 'AT+CCLK?'] },
]
const plain: typeof cellular = [{ name: text('Module', '模组'), lines: ['AT', 'AT+GMR'] }]

const common = commandDescriber(commonCommands)

/** “asks for the signal strength” is a button “Signal strength”. */
function nameOf(words: Text, language: Language): string {
  if (language === 'zh') return words.zh.replace(/^查询\s*/, '')
  const bare = words.en.replace(/^asks (?:for |whether |what )?(?:the |an? )?/, '')
  return bare.charAt(0).toUpperCase() + bare.slice(1)
}

/** A first page for a family: what every module has, and what its profile names of its own, with the words that the profile has for them. */
export function starterPage(modem: ModemProfile, language: Language, newId: NewId): QuickPage {
  const { lines = [], isCellular = true, without = [] } = modem.starters ?? {}
  const groupOf = (name: string, all: readonly string[]): QuickGroup =>
    newGroup(
      newId,
      name,
      all.map((content) => {
        const words = modem.describeCommand?.(content) ?? common(content)
        return newCommand(newId, { content, ...(words && { name: nameOf(words, language).slice(0, 100) }) })
      }),
    )
  const shared = (isCellular ? cellular : plain).map(({ name, lines: all }) => groupOf(name[language], all.filter((line) => !without.includes(line))))
  return newPage(newId, modem.name, [...shared, ...(lines.length > 0 ? [groupOf(modem.name, lines)] : [])])
}
