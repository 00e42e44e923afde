import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../../shared/contract/failure.ts'
import type { SequenceFile, SequenceOutcome } from '../../../shared/contract/sequences.ts'
import { scriptedSession, type Answers } from '../../../test/support/scripted-session.ts'
import { AtChannel } from '../at/index.ts'
import { SequenceService } from './index.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atelier-sequences-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

function bench(answers: Answers = {}) {
  const session = scriptedSession(answers)
  const service = new SequenceService({ dataDir, sessions: session.access, openChannel: (link, options) => new AtChannel(link, options) })
  return { session, service }
}

const source = (name: string, rest = 'steps:\n  - send: AT\n'): string => `kind: sequence\nname: ${name}\n${rest}`
const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.what.en)
  return result.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.failure.code)
const onDisk = async (): Promise<string[]> => (await readdir(join(dataDir, 'sequences')).catch((): string[] => [])).toSorted((a, b) => (a < b ? -1 : 1))
const read = (file: string): Promise<string> => readFile(join(dataDir, 'sequences', file), 'utf8')

describe('saved sequences', () => {
  it('are files named after the sequence, never over another, readable by their owner only', async () => {
    const { service } = bench()
    const told: unknown[] = []
    service.onDidChange((files: SequenceFile[]) => told.push(files.map(({ file }) => file)))
    expect(valueOf(await service.save(null, source('水表 / NB-IoT')))).toEqual({ file: '水表-NB-IoT.yaml', name: '水表 / NB-IoT', steps: 1, problems: [] })
    expect(valueOf(await service.save(null, source('水表 / NB-IoT'))).file).toBe('水表-NB-IoT-2.yaml')
    expect(await service.list()).toEqual({
      folder: join(dataDir, 'sequences'),
      files: [
        { file: '水表-NB-IoT-2.yaml', name: '水表 / NB-IoT', steps: 1, problems: [] },
        { file: '水表-NB-IoT.yaml', name: '水表 / NB-IoT', steps: 1, problems: [] },
      ],
    })
    expect(told).toEqual([['水表-NB-IoT.yaml'], ['水表-NB-IoT-2.yaml', '水表-NB-IoT.yaml']])
  })

  it('are saved over only with what can be used: the old one stays, and the fault is named with its place', async () => {
    const { service } = bench()
    await service.save(null, source('Bench'))
    const refused = await service.save('Bench.yaml', source('Bench', 'steps:\n  - sned: AT\n'))
    expect(refused).toMatchObject({ ok: false, failure: { code: 'sequence.unusable', evidence: '4:5 steps[0].sned' } })
    expect([await onDisk(), await read('Bench.yaml')]).toEqual([['Bench.yaml'], source('Bench')])
    expect(codeOf(await service.save('Bench.yaml', source('Bench', 'steps:\n  - send: ATI\n')))).toBe('ok')
    expect(await read('Bench.yaml')).toContain('ATI')
  })

  it('are listed with what is wrong with them, beside those that can be used', async () => {
    const { service } = bench()
    await service.save(null, source('Good'))
    await writeFile(join(dataDir, 'sequences', 'bad.yaml'), source('Bad', 'steps:\n  - expect: OK\n'))
    await writeFile(join(dataDir, 'sequences', 'notes.txt'), 'no sequence')
    const { files } = await service.list()
    expect(files.map(({ file, name, problems }) => [file, name, problems.map(({ line, field }) => `${line} ${field}`)])).toEqual([
      ['Good.yaml', 'Good', []],
      ['bad.yaml', undefined, ['4 steps[0].expect', '4 steps[0]']],
    ])
    expect(valueOf(await service.open('bad.yaml')).text).toContain('expect: OK')
  })

  it('are renamed and duplicated with comments and order kept', async () => {
    const { service } = bench()
    const text = '# made at the bench\nkind: sequence\nsteps:\n  - send: "AT" # wake\nname: Old\n'
    await mkdir(join(dataDir, 'sequences'))
    await writeFile(join(dataDir, 'sequences', 'Old.yaml'), text)
    expect(valueOf(await service.duplicate('Old.yaml', 'Copy of old')).file).toBe('Copy-of-old.yaml')
    expect(valueOf(await service.rename('Old.yaml', 'New')).file).toBe('New.yaml')
    expect(await onDisk()).toEqual(['Copy-of-old.yaml', 'New.yaml'])
    expect(await read('New.yaml')).toBe(text.replace('Old', 'New'))
    expect(codeOf(await service.rename('Old.yaml', 'x'))).toBe('sequence.file-unknown')
  })

  it('are removed; one that is gone already says so', async () => {
    const { service } = bench()
    await service.save(null, source('Bench'))
    expect([codeOf(await service.remove('Bench.yaml')), codeOf(await service.remove('Bench.yaml')), await onDisk()]).toEqual(['ok', 'sequence.file-unknown', []])
    expect(codeOf(await service.open('Bench.yaml'))).toBe('sequence.file-unknown')
  })
})

describe('runs', () => {
  it('are told step by step, and kept with everything that was done, over a restart too', async () => {
    const { session, service } = bench({ 'AT+CSQ': '\r\n+CSQ: 20,99\r\n\r\nOK\r\n', 'AT+X': '\r\nERROR\r\n' })
    const told: SequenceOutcome[] = []
    service.onDidChangeRun((_run, outcomes) => told.push(...outcomes))
    const run = valueOf(await service.run('s', source('Bench', 'loops: 2\nsteps:\n  - send: AT+CSQ\n  - send: AT+X\n    onFailure: continue\n'), {}))
    const ended = valueOf(await service.settled(run.id))
    expect([ended.status, ended.passed, ended.failed, ended.round, ended.endedAt !== undefined]).toEqual(['passed', 2, 2, 2, true])
    const report = valueOf(await service.result(run.id))
    expect(report.outcomes.map(({ n, round, step, passed, sent, lines }) => [n, round, step, passed, sent, lines])).toEqual([
      [1, 1, 0, true, 'AT+CSQ', ['+CSQ: 20,99', 'OK']],
      [2, 1, 1, false, 'AT+X', ['ERROR']],
      [3, 2, 0, true, 'AT+CSQ', ['+CSQ: 20,99', 'OK']],
      [4, 2, 1, false, 'AT+X', ['ERROR']],
    ])
    expect(told).toEqual(report.outcomes)
    expect([session.isOwned(), codeOf(await service.result('../x'))]).toEqual([false, 'sequence.result-unknown'])

    const again = bench().service
    expect(await again.results()).toEqual([ended])
    expect(valueOf(await again.result(run.id))).toEqual(report)
  })

  it('are kept fifty at a time, newest first; a result that was cut short is left out', async () => {
    const { service } = bench()
    const ids: string[] = []
    for (let count = 0; count < 52; count++) {
      const { id } = valueOf(await service.run('s', source('Bench', 'steps:\n  - pause: 0\n'), {}))
      await service.settled(id)
      ids.push(id)
    }
    const folder = join(dataDir, 'sequence-results')
    expect((await readdir(folder)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(ids.slice(2).map((id) => `${id}.json`).toSorted((a, b) => (a < b ? -1 : 1)))
    await writeFile(join(folder, `${ids[51]}.json`), '{"run":{"id":')
    expect((await bench().service.results()).map(({ id }) => id).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(ids.slice(2, 51).toSorted((a, b) => (a < b ? -1 : 1)))
  })

  it('hide a secret in what is kept of them', async () => {
    const { service } = bench({ 'AT+X="open-sesame-99"': '\r\nopen-sesame-99\r\n\r\nOK\r\n' })
    const run = valueOf(await service.run('s', source('Bench', 'placeholders: [{ name: key, secret: true }]\nsteps:\n  - send: \'AT+X="{key}"\'\n'), { key: 'open-sesame-99' }))
    await service.settled(run.id)
    expect(await readFile(join(dataDir, 'sequence-results', `${run.id}.json`), 'utf8')).not.toContain('sesame')
    expect(valueOf(await service.result(run.id)).outcomes[0]).toMatchObject({ sent: 'AT+X="**************"', lines: ['**************', 'OK'] })
  })
})
