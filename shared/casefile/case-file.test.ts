import { describe, expect, it } from 'vitest'
import { caseRun } from '../../test/support/case-run.ts'
import type { StepCheck } from '../contract/wizard.ts'
import { utf8 } from '../text/bytes.ts'
import { buildCase } from './build-case.ts'
import { caseLog } from './case-log.ts'
import { caseLimits, caseSchema, type CaseFile } from './format.ts'
import { lineAndColumn, scanJson } from './json-place.ts'
import { readCase } from './read-case.ts'
import { reportFileName, reportMarkdown } from './report-markdown.ts'
import { stageReached } from './progress.ts'
import { decodeChunk, encodeChunk, transcriptLines } from './transcript.ts'
import { caseFileName, writeCase } from './write-case.ts'

const refusedRun = buildCase(caseRun({ isRefused: true }))
const refusedText = writeCase(refusedRun)

const failureOf = (content: string) => {
  const read = readCase(content)
  return read.ok ? 'ok' : { code: read.failure.code, what: read.failure.what.en, evidence: read.failure.evidence }
}

describe('a case file', () => {
  it('is read as it was written, and its name tells pair and time', () => {
    expect(readCase(refusedText)).toStrictEqual({ ok: true, value: refusedRun })
    expect(caseSchema.parse(refusedRun)).toStrictEqual(refusedRun)
    expect(caseFileName(refusedRun)).toBe('quectel-ec20_mqtt_20261127-0300.atelier-case.json')
    expect(reportFileName(caseFileName(refusedRun))).toBe('quectel-ec20_mqtt_20261127-0300.md')
  })

  it('tells the module by what it answered before the run began, and begins its transcript with the run', () => {
    expect(refusedRun.module).toStrictEqual({
      model: 'EC20F',
      firmware: 'EC20CEFAGR06A08M4G',
      answers: [
        { command: 'ATI', lines: ['Quectel', 'EC20F', 'Revision: EC20CEFAGR06A08M4G'] },
        { command: 'AT+CGMR', lines: ['EC20CEFAGR06A08M4G'] },
      ],
    })
    expect(refusedRun.transcript.chunks.slice(0, 2)).toStrictEqual([
      [0, 'out', 'AT\r'],
      [10, 'in', '\r\nOK\r\n'],
    ])
  })

  it('holds no password, no IMEI and no folder of a person, neither as JSON nor as Markdown', () => {
    const whole = writeCase(buildCase({ ...caseRun({ isRefused: true }), from: 0 }))
    const told = [whole, refusedText, ...(['en', 'zh'] as const).map((language) => reportMarkdown(refusedRun, language))].join('\n')
    expect(['open sesame', '868488076506128', '/home/lin', '6506128'].filter((secret) => told.includes(secret))).toStrictEqual([])
    // What is no secret is there, and the same number has the same stand-in everywhere.
    expect(told).toContain('dev-86848807******A')
    expect(told).toContain('Opened ttyEC20, 115200 8N1')
    expect(refusedRun.run?.job).toMatchObject({ clientId: 'dev-86848807******A', username: 'bench', password: '••••••' })
  })

  it('hides a known secret also where nothing else has hidden it, cut in two by the reading', () => {
    const sources = caseRun()
    const pieces = [...sources.pieces, { at: sources.now, direction: 'in' as const, bytes: utf8('+QMTRECV: 0,0,"x","open se') }, { at: sources.now + 1, direction: 'in' as const, bytes: utf8('same"\r\n6f70656e20736573616d65\r\n') }]
    const content = writeCase(buildCase({ ...sources, pieces }))
    expect(content).toContain('"in","+QMTRECV: 0,0,\\"x\\",\\"*******"')
    expect(content).not.toContain('6f70656e20736573616d65')
  })

  it('keeps every byte, readable where it can be', () => {
    const pieces = [[0xff, 0x00], [0xe5, 0xbc], [0x80], Array.from(utf8('开 {"a":1}\u001a'))].map((bytes, at) => ({ at, direction: 'in' as const, bytes: Uint8Array.from(bytes) }))
    expect(pieces.map(encodeChunk)).toStrictEqual([[0, 'in', { base64: '/wA=' }], [1, 'in', { base64: '5bw=' }], [2, 'in', { base64: 'gA==' }], [3, 'in', '开 {"a":1}\u001a']])
    expect(pieces.map(encodeChunk).map(decodeChunk)).toStrictEqual(pieces)
  })

  it('takes the end of a transcript that is too long, and says how much it left out', () => {
    const { run: _, ...sources } = caseRun()
    const pieces = Array.from({ length: caseLimits.chunks + 5 }, (_each, at) => ({ at, direction: 'in' as const, bytes: utf8('x') }))
    const made = buildCase({ ...sources, pieces, from: 0, omitted: 2 })
    expect([made.transcript.omitted, made.transcript.chunks.length, made.transcript.chunks.at(-1)?.[0]]).toStrictEqual([7, caseLimits.chunks, caseLimits.chunks + 4])
  })

  it('of a session without a plan has the transcript alone', () => {
    const { run: _, from: _from, ...session } = caseRun()
    const made = buildCase(session)
    expect([made.run, made.transcript.chunks[0]]).toStrictEqual([undefined, [0, 'note', 'Opened ttyEC20, 115200 8N1']])
    expect(readCase(writeCase(made))).toStrictEqual({ ok: true, value: made })
  })
})

describe('a check that a person ran after the failure', () => {
  const { run, ...sources } = caseRun({ isRefused: true })
  if (!run) throw new Error('no run')
  const tells = { en: 'Whether the name resolves', zh: '域名能否解析' }
  const checks: readonly StepCheck[] = [
    { send: 'AT+QIDNSGIP=1,"h"', tells, changes: false, status: 'answered', lines: [{ text: 'OK' }, { text: '868488076506128 open sesame', words: { en: 'an IMEI', zh: 'IMEI' } }], findings: [{ verdict: 'rules-out', means: { en: 'The name resolves', zh: '域名可以解析' } }] },
    { send: 'AT+CSQ', tells, changes: false, status: 'offered', lines: [], findings: [] },
  ]
  const content = buildCase({ ...sources, run: { ...run, steps: run.steps.map((step) => (step.status === 'failed' ? { ...step, checks } : step)) } })

  it('is kept with what its answer says of the cause, masked; what was only offered is not', () => {
    expect(content.run?.steps.flatMap(({ checks: kept }) => kept ?? [])).toStrictEqual([
      { send: 'AT+QIDNSGIP=1,"h"', tells, status: 'answered', lines: [{ text: 'OK' }, { text: '86848807******A ••••••', words: { en: 'an IMEI', zh: 'IMEI' } }], findings: [{ means: { en: 'The name resolves', zh: '域名可以解析' }, verdict: 'rules-out' }] },
    ])
    expect(readCase(writeCase(content))).toStrictEqual({ ok: true, value: content })
  })

  it('stands in the report', () => {
    expect(reportMarkdown(content, 'en')).toContain('- `AT+QIDNSGIP=1,"h"`: `OK` `86848807******A ••••••`\n  - **so this is not the cause**: The name resolves')
    expect(reportMarkdown(content, 'zh')).toContain('  - **可以排除这个原因**：域名可以解析')
  })
})

describe('a file that is none, or not whole', () => {
  it('is named as what it is', () => {
    expect(failureOf('AT\r\nOK\r\n')).toMatchObject({ code: 'case.not-a-case' })
    expect(failureOf('{"a":1}')).toMatchObject({ code: 'case.not-a-case' })
    expect(failureOf('')).toMatchObject({ code: 'case.not-a-case' })
    expect(failureOf('null')).toMatchObject({ code: 'case.not-a-case' })
    expect(failureOf(refusedText.replace('"version": 1', '"version": 7'))).toMatchObject({ code: 'case.newer', what: 'The file was made by a newer ATelier: its format is 7, this one reads up to 1.' })
    expect(failureOf(refusedText.replace('"version": 1', '"version": "x"'))).toMatchObject({ code: 'case.wrong-field', what: '“version” (line 3) is not as the format has it.' })
    expect(failureOf(' '.repeat(caseLimits.fileBytes + 1))).toMatchObject({ code: 'case.too-large' })
  })

  it('says where it is cut off or damaged', () => {
    const cut = refusedText.slice(0, refusedText.indexOf('"tls": "none"') + 6)
    expect(failureOf(cut)).toStrictEqual({ code: 'case.cut-off', what: `The file is cut off: it ends in line ${cut.split('\n').length}.`, evidence: undefined })
    const damaged = refusedText.replace('"status": "failed",\n    "position"', '"status" "failed",\n    "position"')
    const line = refusedText.slice(0, refusedText.indexOf('"status": "failed",\n    "position"')).split('\n').length
    expect(failureOf(damaged)).toStrictEqual({ code: 'case.damaged', what: `The file is damaged in line ${line}, column 14.`, evidence: undefined })
    // A cut at any place is told without a throw, and none is taken for whole.
    for (let end = 0; end < refusedText.trimEnd().length; end += 97) expect(failureOf(refusedText.slice(0, end))).toMatchObject({ code: expect.stringMatching(/^case\.(cut-off|not-a-case)$/) as string })
  })

  it('names the field that is wrong and its line', () => {
    const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length
    const status = refusedText.replace('"status": "passed"', '"status": "fine"')
    expect(failureOf(status)).toStrictEqual({
      code: 'case.wrong-field',
      what: `“run.steps[0].status” (line ${lineOf(status, '"fine"')}) is not as the format has it.`,
      evidence: 'run.steps[0].status: Invalid option: expected one of "waiting"|"running"|"passed"|"failed"|"skipped"',
    })
    const port = refusedText.replace('"port": 1883', '"port": 70000')
    expect(failureOf(port)).toMatchObject({ what: `“run.job.port” (line ${lineOf(port, '70000')}) is not as the format has it.` })
    const missing = refusedText.replace('      "tls": "none",\n', '')
    expect(failureOf(missing)).toMatchObject({ what: `“run.job.tls” (line ${lineOf(missing, '"job": {')}) is not as the format has it.` })
  })

  it('does not keep anybody waiting, however deep or large it is', () => {
    const started = performance.now()
    const head = '{"format":"atelier-case","version":1,"x":'
    expect(failureOf(head + '['.repeat(4_000_000))).toMatchObject({ code: 'case.cut-off' })
    expect(failureOf(`${head}"${'\\u0041'.repeat(2_000_000)}`)).toMatchObject({ code: 'case.cut-off' })
    expect(failureOf(`${head}[${'1,'.repeat(5_000_000)}x]}`)).toMatchObject({ code: 'case.damaged' })
    expect(performance.now() - started).toBeLessThan(15_000)
  })
})

it('places in JSON are found in any nesting, escapes and all', () => {
  const source = '{ "a": [1, {"b\\"c": [true, "x,]"]}],\n "d": {} , "e": -1.5e3 }'
  expect(scanJson(source)).toStrictEqual({})
  expect(scanJson(source, ['a', 1, 'b\\"c', 1])).toStrictEqual({ found: source.indexOf('"x,]"') })
  expect(scanJson(source, ['e'])).toStrictEqual({ found: source.indexOf('-1.5') })
  expect(scanJson(source, ['a', 9])).toStrictEqual({})
  expect(['[1,]', '{"a"}', '[01]', '"a\nb"', '{} x', '[tru]'].map((each) => scanJson(each).fault)).toStrictEqual([3, 4, 2, 2, 3, 1])
  expect(lineAndColumn('ab\ncd\nef', 7)).toStrictEqual({ line: 3, column: 2 })
})

describe('a transcript’s lines', () => {
  it('are put together from pieces, prompts and data apart', () => {
    const pieces = [
      [0, 'out', 'AT+QMTPUB=0,1,1,0,"up"\r'],
      [1, 'in', 'AT+QMTPUB=0,1,1,'],
      [2, 'in', '0,"up"\r\r\n> '],
      [3, 'out', '{"t":25}\u001a'],
      [4, 'in', '\r\nOK\r\n\r\n+QMTPUB: 0,1,0\r\n'],
      [5, 'out', 'A'],
      [6, 'out', 'T'],
      [7, 'out', '\r'],
      [9000, 'in', 'OK'],
      [9600, 'in', '\r\nlate'],
    ] as const
    const lines = transcriptLines(pieces.map(([at, direction, text]) => ({ at, direction, bytes: utf8(text) })))
    expect(lines.map(({ at, direction, text }) => `${at} ${direction} ${text}`)).toStrictEqual([
      '0 out AT+QMTPUB=0,1,1,0,"up"',
      '1 in AT+QMTPUB=0,1,1,0,"up"',
      '2 in > ',
      '3 out {"t":25}',
      '4 in OK',
      '4 in +QMTPUB: 0,1,0',
      '5 out AT',
      '9000 in OK',
      '9600 in late',
    ])
  })

  it('are cut where no line end comes, so that binary data costs no more than text', () => {
    const piece = (at: number) => [{ at, direction: 'in' as const, bytes: utf8('7'.repeat(64)) }, { at, direction: 'out' as const, bytes: utf8('8') }]
    const started = performance.now()
    const lines = transcriptLines(Array.from({ length: 30_000 }, (_, at) => piece(at)).flat())
    expect(Math.max(...lines.map(({ text }) => text.length))).toBe(4096)
    expect(lines.reduce((sum, { text }) => sum + text.length, 0)).toBe(30_000 * 65)
    // It took minutes when each piece was looked at together with all before it.
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('are a log that can be explained', () => {
    expect(caseLog(refusedRun).split('\n').slice(-3)).toStrictEqual(['AT+QMTCONN=0,"dev-86848807******A","bench","******"', 'OK', '+QMTCONN: 0,0,5'])
  })
})

describe('a report', () => {
  const markdown = reportMarkdown(refusedRun, 'en')

  it('says what was tried, how far it came, what failed by which line, and what to do', () => {
    expect(stageReached(refusedRun.run as NonNullable<CaseFile['run']>)).toBe('mqtt')
    for (const part of [
      '- What was tried: Quectel EC20 → ',
      '- Outcome: **failed**',
      '- Stage reached: MQTT',
      '**MQTT**: The broker refused this client.',
      '```text\n+QMTCONN: 0,0,5\n```',
      '**What to do next**: Check the password.',
      '| 3 | Radio | Signal | `AT+CSQ` | passed | 10 ms | 40.0 s | `+CSQ: 26,99` |',
      '| Port | `ttyEC20 115200 8N1` |',
      '| Client ID | `dev-86848807******A` |',
      '← +QMTCONN: 0,0,5\n```',
    ]) {
      expect(markdown).toContain(part)
    }
  })

  it('speaks Chinese when asked', () => {
    const chinese = reportMarkdown(refusedRun, 'zh')
    for (const part of ['- 结果：**失败**', '**MQTT**：服务器拒绝了这个客户端。', '**下一步**：检查密码。', '| 3 | 射频 | 信号质量 | `AT+CSQ` | 通过 |']) expect(chinese).toContain(part)
  })

  it('keeps its tables whole, whatever a topic or payload holds', () => {
    const odd = reportMarkdown(buildCase(caseRun({ inputs: { payload: 'a|b `c` | d', clientId: 'x|y' } })), 'en')
    expect(odd).toContain('| Client ID | `x\\|y` |')
    expect(odd).toContain('| Message | ``a\\|b `c` \\| d`` |')
  })
})
