import { concat, fromUtf8, utf8 } from '../../text/bytes.ts'
import { text, type Text } from '../../text/local-text.ts'
import { titleOf } from './export.ts'
import { commandText, type Outline, type OutlineStep } from './outline.ts'

/** One thing to send, for the tools that know lists with pauses and do not read the answer. */
export type Row = {
  readonly label: string
  readonly bytes: Uint8Array
  /** The tool's own line end (CR LF) goes after it. */
  readonly enter: boolean
  /** False: a person has to put something in, or send a file, before it can go. */
  readonly ready: boolean
  /** ms until the next row. */
  readonly pause: number
  /** The same with a file's name in place of its text, for a list that cannot hold it. */
  readonly brief?: string
}

const ctrlZ = Uint8Array.of(0x1a)

/**
 * ms. Such tools wait a fixed time: long enough for the usual answer, not for the manual's limit, since a server drops a connection
 * on which the login does not follow (an idle QMTOPEN).
 */
export const pauseOf = ({ expect }: OutlineStep): number => Math.min(expect.urc ? 5000 : 1000, expect.timeoutMs + (expect.urc?.timeoutMs ?? 0))

/** `joined`: Ctrl-Z goes with the data that it ends, since the tool adds its line end to every row. */
export function rowsOf({ steps, leftOut }: Outline, joined = false): readonly Row[] {
  return steps.flatMap((step): Row[] => {
    const { send, then, fill = [] } = step
    const pause = pauseOf(step)
    const ready = fill.length === 0 && !leftOut.some(({ token }) => send.includes(token))
    const command: Row = { label: titleOf(step, ({ en }) => en), bytes: utf8(send), enter: true, ready, pause }
    if (!then) return [command]
    if (then.prompt === 'inline') return [{ ...command, bytes: utf8(commandText(step)), ready: ready && then.bytes !== undefined, brief: `${send}<${then.label}>"` }]
    if (!then.bytes) return [command, { label: `send ${then.length} bytes by hand`, bytes: utf8(`<${then.label}>`), enter: false, ready: false, pause }]
    if (then.end === 'ctrl-z' && joined) return [command, { label: 'data and Ctrl-Z', bytes: concat([then.bytes, ctrlZ]), enter: false, ready, pause }]
    const data: Row = { label: then.prompt === '>' || then.prompt === 'OK' ? 'data' : then.label, bytes: then.bytes, enter: false, ready, pause: then.end === 'ctrl-z' ? 200 : pause }
    return then.end === 'ctrl-z' ? [command, data, { label: 'Ctrl-Z', bytes: ctrlZ, enter: false, ready, pause }] : [command, data]
  })
}

/** As text in a file of whatever 8-bit code page: printable ASCII without spaces at its ends. */
export const isPlain = (bytes: Uint8Array): boolean => /^(?! )[ -~]*(?<! )$/.test(fromUtf8(bytes))

export const watchAnswers: Text = text(
  'This tool waits a fixed time and does not read the answers: watch them, and stop at the first ERROR.',
  '这类工具只按固定间隔发送，不判断应答：请盯着应答看，出现 ERROR 就停下。',
)

export const notReady = (rows: readonly Row[]): readonly Text[] => {
  const numbers = rows.flatMap(({ ready }, at) => (ready ? [] : [at + 1])).join(', ')
  return numbers === '' ? [] : [text(`Not selected, since something is to be put in or sent by hand: rows ${numbers}.`, `以下条目没有勾选，需要先填入内容或手动发送：第 ${numbers} 条。`)]
}
