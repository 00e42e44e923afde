import { text } from '../../text/local-text.ts'
import type { QuickCommand } from '../schema.ts'
import { changed, commandOf, delayOf, isProblem, leftOut, pagesOf, type ListProblem, type ListSource, type ReadList } from './read-list.ts'

type Section = { readonly name: string; readonly line: number; readonly values: Map<string, { readonly line: number; readonly value: string }> }

function sectionsOf(lines: readonly string[], problems: ListProblem[]): readonly Section[] {
  const sections: Section[] = []
  for (const [index, whole] of lines.entries()) {
    const line = index + 1
    const head = /^\s*\[([^\]]*)\]\s*$/.exec(whole)
    const pair = /^\s*([A-Za-z]+)\s*=(.*)$/.exec(whole)
    const current = sections.at(-1)
    if (whole.trim() === '' || whole.startsWith(';')) continue
    if (head) sections.push({ name: head[1] ?? '', line, values: new Map() })
    else if (pair && current) current.values.set((pair[1] ?? '').toUpperCase(), { line, value: pair[2] ?? '' })
    else problems.push(leftOut(line, text('This is neither a section ([1]) nor a value (CMD=…).', '既不是节（[1]）也不是键值（CMD=…）。'), whole))
  }
  return sections
}

const valueOf = (section: Section, key: string): string => section.values.get(key)?.value ?? ''

/** 0 or 1; anything else is told and counts as given. */
function flag(section: Section, key: string, otherwise: boolean, problems: ListProblem[]): boolean {
  const found = section.values.get(key)
  const value = found?.value.trim() ?? ''
  if (value === '1' || value === '0') return value === '1'
  if (found && value !== '') problems.push(changed(found.line, text(`${key} is 0 or 1; ${otherwise ? 1 : 0} stands in for it.`, `${key} 应为 0 或 1，按 ${otherwise ? 1 : 0} 导入。`), `${key}=${found.value}`))
  return otherwise
}

/**
 * A command list of Quectel's QCOM: `[SET]` with `RunTimes` and `DelayTime` (ms), then `[1]`, `[2]` … with `Cho` (selected), `CMD`, `Delay` (ms; empty: DelayTime), `HEX` and
 * `Enter` (“Send With Enter”: CR LF). Shape: Mculover666/QCOM_Tools_Scripts; the window of QCOM V1.6 names its fields “Delay(mS)” and “Delay Time(mS)”.
 */
export function readQcom(source: ListSource): ReadList {
  const problems: ListProblem[] = []
  const sections = sectionsOf(source.text.split(/\r\n?|\n/), problems)
  const set = sections.find(({ name }) => name.toUpperCase() === 'SET')
  const common = set ? (delayOf(valueOf(set, 'DELAYTIME')) ?? 1000) : 1000
  const times = set && /^\d{1,6}$/.test(valueOf(set, 'RUNTIMES').trim()) ? Number(valueOf(set, 'RUNTIMES')) : 1
  const commands: QuickCommand[] = []
  for (const section of sections) {
    if (section === set) continue
    if (!/^\d+$/.test(section.name.trim())) {
      problems.push(leftOut(section.line, text('Entries of QCOM are numbered; this section is none.', 'QCOM 的条目是数字编号，这一节不是。'), `[${section.name}]`))
      continue
    }
    const cmd = section.values.get('CMD')
    if (!cmd) {
      problems.push(leftOut(section.line, text('The entry has no CMD.', '条目里没有 CMD。'), `[${section.name}]`))
      continue
    }
    if (cmd.value.trim() === '') continue
    const isHex = flag(section, 'HEX', false, problems)
    const ends = flag(section, 'ENTER', true, problems)
    const isChosen = flag(section, 'CHO', false, problems)
    const delay = section.values.get('DELAY')
    const own = delay && delay.value.trim() !== '' ? delayOf(delay.value) : common
    if (delay && own === undefined) problems.push(changed(delay.line, text(`The delay is no number of ms; ${common} stands in for it.`, `延时不是毫秒数，按 ${common} 导入。`), `Delay=${delay.value}`))
    const order = isChosen ? commands.filter((command) => command.order > 0).length + 1 : 0
    const command = commandOf({ line: cmd.line, content: cmd.value, isHex, given: { ending: ends ? 'CRLF' : 'none', order, delayMs: own ?? common } }, source, true)
    if (isProblem(command)) problems.push(command)
    else commands.push(command)
  }
  return {
    format: 'qcom',
    pages: pagesOf(commands, source.name, source.newId, { rounds: times }),
    problems: problems.toSorted((a, b) => a.line - b.line),
  }
}

export const looksLikeQcom = (content: string): boolean => /^\s*\[\d+\]\s*$/m.test(content) && /^\s*CMD\s*=/im.test(content)
