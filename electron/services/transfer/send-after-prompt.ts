import { isFinalResult, isGoodResult } from '../../../shared/at/final-result.ts'
import { secretRanges } from '../../../shared/at/secret-ranges.ts'
import type { TransferWay } from '../../../shared/contract/transfers.ts'
import { fileChecksum } from '../../../shared/modems/quectel-ec20/file-checksum.ts'
import { concat, fromLatin1, utf8 } from '../../../shared/text/bytes.ts'
import { fillCommand } from '../../../shared/transfer/fill-command.ts'
import { readCheck } from '../../../shared/transfer/read-check.ts'
import type { OutgoingFile } from '../../../shared/transfer/xymodem-sender.ts'
import { Ear } from './ear.ts'
import { answeredError, checkDiffers, noPrompt, noResult, portGone, refusedCommand, unwritten } from './failures.ts'
import { sendContent } from './send-content.ts'
import type { TransferOutcome, TransferTools } from './transfer-tools.ts'

const lineEnds = { CR: '\r', LF: '\n', CRLF: '\r\n' } as const
const keptLines = 20

type Way = Extract<TransferWay, { kind: 'prompt' }>

/** A command with the length in it, the device's prompt, exactly so many bytes, and what the device says to them. */
export async function sendAfterPrompt(file: OutgoingFile, way: Way, tools: TransferTools): Promise<TransferOutcome> {
  const { link, signal, tell } = tools
  const command = fillCommand(way.command, { name: file.name, size: file.bytes.length })
  const line = utf8(command)
  const ear = new Ear(link, signal, command)
  try {
    const written = await link.write(concat([line, utf8(lineEnds[way.lineEnd])]), secretRanges(fromLatin1(line)))
    if (!written.ok) return unwritten(written.failure)
    const prompted = await ear.until(({ lines, tail }) => promptOrRefusal(way.prompt, lines, tail), way.promptTimeoutMs)
    if (prompted.kind === 'stopped') return undefined
    if (prompted.kind === 'lost') return portGone(prompted.failure)
    if (prompted.kind === 'late') return noPrompt(way.prompt, way.promptTimeoutMs, ear.lines.at(-1))
    if (prompted.value !== 'prompt') return refusedCommand(prompted.value)
    ear.forget()
    const failure = await sendContent(file.bytes, way.pace, tools)
    if (failure || signal.aborted) return failure
    tell({ state: 'ending' })
    const ended = await ear.until(({ lines }) => lines.find(isFinalResult), way.answerTimeoutMs)
    if (ended.kind === 'stopped') return undefined
    if (ended.kind === 'lost') return portGone(ended.failure)
    const lines = ear.lines.map((each) => each.trim())
    const check = readCheck(lines, file.bytes, fileChecksum)
    // An echo of the content, where a device has one, is no answer.
    const own = new Set(tools.isSecret || file.bytes.length < 8192 ? fromLatin1(file.bytes).split(/[\r\n]+/).map((each) => each.trim()) : [])
    tell({ answer: lines.filter((each) => each === 'OK' || !own.has(each)).slice(-keptLines), ...(check && { check: { told: check.told, own: check.own, fits: check.fits } }) })
    if (ended.kind === 'late') return noResult(way.answerTimeoutMs)
    if (!isGoodResult(ended.value.trim())) return answeredError(ended.value)
    return check && !check.fits ? checkDiffers(check.line, check.own) : undefined
  } finally {
    ear.dispose()
  }
}

/** `prompt` when it is there; a line that ends the command instead. */
function promptOrRefusal(prompt: string, lines: readonly string[], tail: string): string | undefined {
  const isPrompt = (words: string): boolean => words === prompt || words.startsWith(`${prompt} `)
  if (lines.some((line) => isPrompt(line.trim())) || isPrompt(tail)) return 'prompt'
  return lines.find((line) => isFinalResult(line) && !isGoodResult(line.trim()))
}
