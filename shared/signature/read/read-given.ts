import { readAtLogins } from './at-logins.ts'
import { hasLogin, sourceAt, withoutRepeats, type Found } from './found.ts'
import { readHttpBodies } from './http-bodies.ts'
import { readJsonLogins } from './json-logins.ts'
import { readLabelledLogins } from './labelled-logins.ts'
import { linesOf, type Line } from './lines.ts'
import { readMosquittoLogins } from './mosquitto-logins.ts'
import { mqttUrl, readUrl } from './url-login.ts'

function readUrlLogins(lines: readonly Line[], taken: Set<number>): readonly Found[] {
  return lines.flatMap((line) => {
    if (taken.has(line.number)) return []
    return [...line.text.matchAll(mqttUrl)].flatMap(([match]) => {
      const url = readUrl(match.replace(/[，。、；;,.)）】]+$/, ''))
      if (!url || !hasLogin(url.given)) return []
      taken.add(line.number)
      return [{ ...url, source: sourceAt('URL', line.number), line: line.number }]
    })
  })
}

/**
 * Every login in a pasted text: a console's JSON, an MQTTX export, labelled lines, a URL, a command line, a whole terminal log. Each reader
 * takes the lines that are its own, so that no login is read twice in two ways.
 */
export function readGiven(pasted: string): readonly Found[] {
  const text = pasted.replace(/^\ufeff/, '')
  const lines = linesOf(text)
  const taken = new Set<number>()
  return withoutRepeats([
    ...readAtLogins(lines, taken),
    ...readHttpBodies(lines, taken),
    ...readMosquittoLogins(lines, taken),
    ...readJsonLogins(text, lines, taken),
    ...readLabelledLogins(lines, taken),
    ...readUrlLogins(lines, taken),
  ])
}
