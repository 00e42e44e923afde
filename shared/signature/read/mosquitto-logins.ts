import { text, type Text } from '../../text/local-text.ts'
import type { GivenPart } from '../given.ts'
import { givenOf, hasLogin, sourceAt, type Found } from './found.ts'
import { unframed, type Line } from './lines.ts'
import { shellWords } from './shell-words.ts'
import { readUrl } from './url-login.ts'

const program = /(?:^|[\s/\\`$#>])(mosquitto_(?:pub|sub|rr))(?:\.exe)?["']?\s/

/** mosquitto_pub(1): short and long name of each option that is part of a login. */
const partOptions: ReadonlyMap<string, GivenPart> = new Map([
  ['-h', 'host'],
  ['--host', 'host'],
  ['-p', 'port'],
  ['--port', 'port'],
  ['-i', 'clientId'],
  ['--id', 'clientId'],
  ['-u', 'username'],
  ['--username', 'username'],
  ['-P', 'password'],
  ['--pw', 'password'],
])
const tlsOptions = new Set(['--cafile', '--capath', '--cert', '--key', '--tls-alpn', '--tls-use-os-certs', '--psk', '--insecure'])
/** Options without a value. */
const flags = new Set(
  '-d -c -v -n -l -s -r -R -E -N --quiet --pretty --nodelay --will-retain --retained-only --ws --insecure --tls-use-os-certs'.split(' '),
)

const dashNote = text('A long dash is read as -; word processors and chats turn one into the other.', '长破折号已按 - 读取；文档和聊天软件常把 - 自动替换成长破折号。')

/** The command and its continuation lines: a backslash at the end in a shell, ^ in cmd, a backtick in PowerShell. */
function commandAt(lines: readonly Line[], first: Line): { readonly source: string; readonly last: number } {
  let source = unframed(first.text)
  let last = first.number
  while (/[\\^`]\s*$/.test(source) && lines[last] !== undefined) {
    source = `${source.replace(/[\\^`]\s*$/, '')} ${lines[last]?.text ?? ''}`
    last++
  }
  return { source, last }
}

function readOptions(words: readonly string[]): Pick<Found, 'given' | 'inputs' | 'notes'> {
  const parts: { [P in GivenPart]?: string } = {}
  const notes = new Set<Text>()
  let isTls = false
  let isWebSocket = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const option = word.replace(/^[–—]+/, word.length === 2 ? '-' : '--')
    if (option !== word) notes.add(dashNote)
    if (tlsOptions.has(option)) isTls = true
    if (option === '--ws') isWebSocket = true
    if (flags.has(option) || !option.startsWith('-')) continue
    const value = words[++at]
    const part = partOptions.get(option)
    if (value === undefined) break
    if (part !== undefined) parts[part] = value
    if (option === '-L' || option === '--url') {
      const url = readUrl(value)
      Object.assign(parts, url?.given)
      isTls ||= url?.inputs['transport'] === 'tls'
      for (const note of url?.notes ?? []) notes.add(note)
    }
  }
  const transport = isWebSocket ? (isTls ? 'wss' : 'ws') : isTls ? 'tls' : 'tcp'
  return { given: givenOf(parts), inputs: { transport }, notes: [...notes] }
}

/** Logins on command lines of mosquitto_pub, mosquitto_sub and mosquitto_rr. */
export function readMosquittoLogins(lines: readonly Line[], taken: Set<number>): readonly Found[] {
  const found: Found[] = []
  for (const line of lines) {
    if (taken.has(line.number)) continue
    const start = program.exec(line.text)
    if (!start?.[1]) continue
    const { source, last } = commandAt(lines, line)
    const { words, notes } = shellWords(source.slice(source.indexOf(start[1])))
    const read = readOptions(words.slice(1))
    if (!hasLogin(read.given)) continue
    for (let number = line.number; number <= last; number++) taken.add(number)
    found.push({ ...read, source: sourceAt(start[1], line.number), line: line.number, notes: [...notes, ...read.notes] })
  }
  return found
}
