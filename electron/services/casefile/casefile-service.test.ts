import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaseFile } from '../../../shared/casefile/format.ts'
import { readCase } from '../../../shared/casefile/read-case.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, type Result } from '../../../shared/contract/failure.ts'
import { defaultLineSettings, type Chunk, type SessionInfo, type SessionSnapshot } from '../../../shared/contract/serial.ts'
import type { SavedCase } from '../../../shared/contract/casefile.ts'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { caseRun } from '../../../test/support/case-run.ts'
import { openRecording, RecordingService } from '../recording/index.ts'
import { CasefileService } from './casefile-service.ts'

const port = { path: 'practice:quectel-ec20', kind: 'practice', label: 'Practice EC20' } as const
const unknown = fail({ code: 'x', stage: 'port', what: { en: '', zh: '' }, next: { en: '', zh: '' } })

let folder: string
const undo: (() => unknown)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-casefile-'))
  undo.push(() => rm(folder, { recursive: true }))
})
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

type Talk = readonly (readonly [direction: 'in' | 'out', at: number, text: string])[]

/** A session with a real recording, and as much of it in memory as the serial service would still hold. */
function bench(talk: Talk, { heldFrom = 0, isRecorded = true, state = 'open' as SessionInfo['state'] } = {}) {
  const recorder = new RecordingService(isRecorded ? folder : '/dev/null/no-folder').start(port, defaultLineSettings)
  const chunks: Chunk[] = []
  const sessionChanged = new Emitter<[SessionInfo]>()
  const runChanged = new Emitter<[WizardRun]>()
  const runs: WizardRun[] = []
  let identified = 0
  let now = 0
  const say = ([direction, at, text]: Talk[number]): void => {
    const bytes = utf8(text)
    recorder.append(direction, at, bytes)
    chunks.push({ seq: chunks.length, at, direction, bytes })
  }
  const info: SessionInfo = {
    id: 's',
    port,
    settings: defaultLineSettings,
    state,
    openedAt: 0,
    bytesIn: 0,
    bytesOut: 0,
    signals: { cts: null, dsr: null, dcd: null, ri: null, dtr: null, rts: null },
    recording: { file: recorder.file, bytes: 0 },
    owner: 'person',
  }
  const snapshot = async (): Promise<Result<SessionSnapshot>> => (state === 'closed' ? unknown : { ok: true, value: { info, chunks: chunks.slice(heldFrom), nextSeq: chunks.length, truncated: heldFrom > 0 } })
  const service = new CasefileService({
    sessions: { onDidChangeSession: sessionChanged.on, snapshot, flushed: () => recorder.flush() },
    runs: {
      onDidChangeRun: runChanged.on,
      runs: async () => runs,
      secretsOf: () => ['open sesame'],
      identify: async () => {
        identified++
        say(['out', now + 1, 'ATI\r'])
        say(['in', now + 2, '\r\nQuectel\r\nEC20F\r\nRevision: EC20CEFAGR06A08M4G\r\n\r\nOK\r\n'])
      },
    },
    openRecording,
    program: '0.1.0',
    folders: [folder],
    now: () => now,
  })
  undo.push(() => recorder.close(), () => service.dispose())
  sessionChanged.fire(info)
  for (const each of talk) say(each)
  return {
    service,
    identified: () => identified,
    begin: (run: WizardRun, at: number) => {
      now = at
      runs.push(run)
      runChanged.fire(run)
    },
    later: (at: number) => void (now = at),
  }
}

async function contentOf(saved: Promise<Result<SavedCase>>): Promise<CaseFile> {
  const result = await saved
  const read = result.ok ? readCase(result.value.text) : result
  if (!read.ok) throw new Error(read.failure.code)
  return read.value
}
const transcriptOf = ({ transcript }: CaseFile) => [transcript.omitted, ...transcript.chunks.map(([at, direction, text]) => `${at} ${direction} ${JSON.stringify(text)}`)]

const talk: Talk = [
  ['out', 1000, 'AT\r'],
  ['in', 1010, '\r\nOK\r\n'],
  ['out', 5000, 'AT+CSQ\r'],
  ['in', 5010, '\r\n+CSQ: 26,99\r\n'],
]
const runOf = (): WizardRun => {
  const { run } = caseRun()
  if (!run) throw new Error('no run')
  return { ...run, id: 'r', sessionId: 's' }
}

describe('the case file of a session', () => {
  it('is made of the recording, also of what the program no longer holds', async () => {
    const { service } = bench(talk, { heldFrom: 3 })
    expect(transcriptOf(await contentOf(service.ofSession('s')))).toStrictEqual([0, '0 out "AT\\r"', '10 in "\\r\\nOK\\r\\n"', '4000 out "AT+CSQ\\r"', '4010 in "\\r\\n+CSQ: 26,99\\r\\n"'])
  })

  it('is made of what is held where there is no recording, and says what is missing', async () => {
    const { service } = bench(talk, { heldFrom: 2, isRecorded: false })
    expect(transcriptOf(await contentOf(service.ofSession('s')))).toStrictEqual([2, '0 out "AT+CSQ\\r"', '10 in "\\r\\n+CSQ: 26,99\\r\\n"'])
  })

  it('can be had after the session has ended, and asks the module nothing', async () => {
    const { service, identified } = bench(talk, { state: 'closed' })
    expect(transcriptOf(await contentOf(service.ofSession('s')))).toHaveLength(5)
    expect(identified()).toBe(0)
  })

  it('of one that nobody knows is refused in words', async () => {
    const { service } = bench([])
    expect([await service.ofSession('other'), await service.ofRun('other')]).toMatchObject([
      { ok: false, failure: { code: 'case.nothing-there' } },
      { ok: false, failure: { code: 'case.nothing-there' } },
    ])
  })
})

describe('the case file of a run', () => {
  it('begins when the run did, and the module is asked what it is where nobody has', async () => {
    const { service, begin, later, identified } = bench(talk)
    begin(runOf(), 4990)
    later(6000)
    const content = await contentOf(service.ofRun('r'))
    expect(identified()).toBe(1)
    expect(content.module).toMatchObject({ model: 'EC20F', firmware: 'EC20CEFAGR06A08M4G' })
    expect(transcriptOf(content).slice(0, 4)).toStrictEqual([0, '10 out "AT+CSQ\\r"', '20 in "\\r\\n+CSQ: 26,99\\r\\n"', '1011 out "ATI\\r"'])
  })

  it('asks nothing where the module was asked before, or while the run goes on', async () => {
    const asked = bench([['out', 10, 'ATI\r'], ['in', 20, '\r\nQuectel\r\nEC20F\r\n\r\nOK\r\n'], ...talk])
    asked.begin(runOf(), 4990)
    expect((await contentOf(asked.service.ofRun('r'))).module.model).toBe('EC20F')
    const running = bench(talk)
    running.begin({ ...runOf(), status: 'running' }, 4990)
    expect((await contentOf(running.service.ofRun('r'))).module.answers).toStrictEqual([])
    expect([asked.identified(), running.identified()]).toStrictEqual([0, 0])
  })

  it('hides the run’s secrets wherever they stand', async () => {
    const { service, begin } = bench([...talk, ['in', 5020, '+X: "open ses'], ['in', 5030, 'ame"\r\n']])
    begin(runOf(), 4990)
    const saved = await service.ofRun('r')
    expect(saved.ok && saved.value.text.includes('open ses')).toBe(false)
    expect(saved.ok && saved.value.text).toContain('"+X: \\"********"')
  })
})
