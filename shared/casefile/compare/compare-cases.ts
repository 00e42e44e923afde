import { text, type Text } from '../../text/local-text.ts'
import type { CaseFile } from '../format.ts'
import { decodeChunk, transcriptLines } from '../transcript.ts'
import { settingRows } from '../setting-rows.ts'
import { differ, type Difference } from './difference.ts'
import { compareExchanges, compareEvents } from './compare-transcripts.ts'
import { compareOutcome } from './compare-outcome.ts'
import { compareSteps } from './compare-steps.ts'

export const sections = ['outcome', 'module', 'settings', 'steps', 'commands', 'answers', 'events', 'timing'] as const
export type Section = (typeof sections)[number]

/** `differences` matter; `folded` ones are there and mean nothing, each with why. */
export type Comparison = {
  readonly sections: readonly { readonly id: Section; readonly differences: readonly Difference[]; readonly folded: readonly Difference[] }[]
  readonly isSame: boolean
}

export const sectionNames: Readonly<Record<Section, Text>> = {
  outcome: text('Outcome', '结果'),
  module: text('Module', '模组'),
  settings: text('Settings', '参数'),
  steps: text('Steps', '步骤'),
  commands: text('Commands sent', '发送的指令'),
  answers: text('Answers', '应答'),
  events: text('Events and failures in the transcript', '收发记录中的事件和错误'),
  timing: text('Timing', '耗时'),
}

/** What differs between two case files and tells something: a good run and a bad one, mostly. Times of day, random values and the like are folded. */
export function compareCases(left: CaseFile, right: CaseFile): Comparison {
  const lines = [left, right].map(({ transcript }) => transcriptLines(transcript.chunks.map(decodeChunk)))
  const [leftLines = [], rightLines = []] = lines
  const all: readonly (readonly [Section, readonly Difference[]])[] = [
    ['outcome', [...compareOutcome(left.run, right.run), ...differ('program', text('ATelier', 'ATelier'), left.program, right.program, 'program')]],
    ['module', compareModule(left, right)],
    ['settings', compareSettings(left, right)],
    ...(left.run && right.run ? compareSteps(left.run, right.run) : compareExchanges(leftLines, rightLines)),
  ]
  // What an answer has said already is no news among the events.
  const said = new Set(all.flatMap(([section, differences]) => (section === 'answers' ? differences.flatMap(({ left: a, right: b }) => [a, b]) : [])))
  const events = compareEvents(leftLines, rightLines).filter(({ left: a, right: b }) => !said.has(a ?? b))
  const found = sections.map((id) => {
    const own = id === 'events' ? events : all.flatMap(([section, differences]) => (section === id ? differences : []))
    return { id, differences: own.filter(({ folded }) => folded === undefined), folded: own.filter(({ folded }) => folded !== undefined) }
  })
  return { sections: found, isSame: found.every(({ differences }) => differences.length === 0) }
}

function compareModule({ module: left }: CaseFile, { module: right }: CaseFile): readonly Difference[] {
  return [
    ...differ('model', text('Model', '型号'), left.model, right.model),
    ...differ('firmware', text('Firmware', '固件版本'), left.firmware, right.firmware),
  ]
}

function compareSettings(left: CaseFile, right: CaseFile): readonly Difference[] {
  const [a, b] = [settingRows(left), settingRows(right)]
  const ids = [...new Set([...a, ...b].map(({ id }) => id))]
  return ids.flatMap((id) => {
    const [from, to] = [a.find((row) => row.id === id), b.find((row) => row.id === id)]
    return differ(id, from?.label ?? to?.label ?? text(id, id), from?.value, to?.value)
  })
}
