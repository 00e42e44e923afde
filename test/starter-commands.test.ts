import { describe, expect, it } from 'vitest'
import { practiceModels } from '../electron/services/practice/index.ts'
import { lastingEffects } from '../shared/at/lasting-commands.ts'
import { findModem, modems } from '../shared/modems/index.ts'
import { starterPage } from '../shared/quick-commands/starter.ts'
import { commandsIn } from '../shared/quick-commands/schema.ts'
import { fromUtf8, utf8 } from '../shared/text/bytes.ts'

const counted = (): (() => string) => {
  let count = 0
  return () => `n${++count}`
}

/** What the module says to a line, whole with its final result. */
async function ask(modelId: string, lines: readonly string[], lineEnd: string): Promise<Record<string, string>> {
  const modem = practiceModels.find(({ id }) => id === modelId)?.create({ pace: 'instant', secondMs: 1 })
  if (!modem) throw new Error(modelId)
  const answers: Record<string, string> = {}
  for (const line of lines) {
    answers[line] = await new Promise<string>((resolve) => {
      let said = ''
      const stop = modem.onOutput((bytes) => {
        said += fromUtf8(bytes)
        const final = /\r\n(OK|ERROR|\+CME ERROR: \d+|SHUT OK)\r\n$/.exec(said)?.[1]
        if (!final) return
        stop()
        resolve(final)
      })
      setTimeout(() => resolve(`nothing: ${JSON.stringify(said)}`), 1500)
      modem.receive(utf8(line + lineEnd))
    })
  }
  modem.dispose()
  return answers
}

describe.each(practiceModels.map(({ id, profile }) => [id, profile] as const))('the first page for %s', (id, profile) => {
  const modem = findModem(profile)
  if (!modem) throw new Error(id)
  const lines = commandsIn(starterPage(modem, 'en', counted())).map(({ content }) => content)

  it('has only commands that the module knows', async () => {
    expect(await ask(id, lines, modem.lineEnd ?? '\r')).toStrictEqual(Object.fromEntries(lines.map((line) => [line, 'OK'])))
  })
})

describe.each(modems.map((modem) => [modem.id, modem] as const))('the first page of %s', (_, modem) => {
  it('names every command in both languages, and has none that lasts', () => {
    for (const language of ['en', 'zh'] as const) {
      const commands = commandsIn(starterPage(modem, language, counted()))
      expect(commands.filter(({ name }) => name === '').map(({ content }) => content)).toStrictEqual([])
      expect(commands.flatMap(({ content }) => lastingEffects(content))).toStrictEqual([])
    }
  })
})
