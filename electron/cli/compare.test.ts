import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCase } from '../../shared/casefile/build-case.ts'
import { writeCase } from '../../shared/casefile/write-case.ts'
import { caseRun, type CaseRunOptions } from '../../test/support/case-run.ts'
import { compareCommand } from './compare.ts'
import { explainCommand } from './explain.ts'
import type { Output } from './output.ts'
import { reportCommand } from './report.ts'

let folder: string
const at = (name: string): string => join(folder, name)
const save = (name: string, options: CaseRunOptions): Promise<void> => writeFile(at(name), writeCase(buildCase(caseRun(options))))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-compare-'))
  await Promise.all([save('good', {}), save('again', { at: Date.UTC(2027, 0, 1), imei: '490154203237518' }), save('bad', { isRefused: true })])
})
afterAll(() => rm(folder, { recursive: true }))

async function told(command: (out: Output) => Promise<number>): Promise<{ code: number; lines: string; remarks: string }> {
  const lines: string[] = []
  const remarks: string[] = []
  const code = await command({ line: (text) => lines.push(text), remark: (text) => remarks.push(text) })
  return { code, lines: lines.join('\n'), remarks: remarks.join('\n') }
}
const noStdin = async () => new Uint8Array()
const compare = (left: string, right: string, options = {}) => told((out) => compareCommand(at(left), at(right), { lang: 'en', ...options }, out, noStdin))

describe('compare', () => {
  it('has nothing to say of two runs that differ only as every two do', async () => {
    expect(await compare('good', 'again')).toStrictEqual({ code: 0, lines: 'Nothing that matters differs.', remarks: 'Left out, for they differ every time: 2 (masked number)' })
  })

  it('tells what went otherwise, in words and as JSON', async () => {
    const { code, lines } = await compare('good', 'bad')
    expect(code).toBe(1)
    expect(lines).toContain('# Outcome\nStatus\n  - succeeded\n  + failed\n')
    expect(lines).toContain('# Answers\nLog in (MQTT CONNECT)\n  - +QMTCONN: 0,0,0\n  + +QMTCONN: 0,0,5')
    const json = await compare('good', 'bad', { json: true })
    expect(JSON.parse(json.lines)).toMatchObject({ isSame: false, sections: [{ id: 'outcome', differences: [{ id: 'status', left: 'done', right: 'failed' }, {}, {}] }, {}, {}, {}, {}, {}, {}, {}] })
  })
})

it('report prints Markdown in the language asked for', async () => {
  const { code, lines } = await told((out) => reportCommand(at('bad'), { lang: 'zh' }, out, noStdin))
  expect([code, lines.split('\n')[0]]).toStrictEqual([0, '# 调试报告：Quectel EC20 → broker.example.com'])
})

it('explain takes a case file as it takes a log', async () => {
  const { code, lines } = await told((out) => explainCommand(at('bad'), { lang: 'en' }, out, noStdin))
  expect(code).toBe(1)
  expect(lines).toMatch(/^quectel-ec20\n/)
  expect(lines).toContain('✗ [mqtt] 29: The broker does not authorise this client.')
})

it('a file that is no case file, or is cut off, or has 100 MB, is said in words at once', async () => {
  await Promise.all([writeFile(at('log'), 'AT\r\nOK\r\n'), writeFile(at('cut'), writeCase(buildCase(caseRun())).slice(0, 900)), writeFile(at('huge'), '{ "format": "atelier-case"')])
  await truncate(at('huge'), 100 * 1024 * 1024)
  const refusal = (name: string) => reportCommand(at(name), { lang: 'en' }, { line: () => {}, remark: () => {} }, noStdin).catch((error: Error) => error.message.replaceAll(folder, ''))
  expect(await refusal('log')).toMatch(/^\/log: This is not a case file\./)
  expect(await refusal('cut')).toMatch(/^\/cut: The file is cut off: it ends in line \d+\./)
  expect(await refusal('huge')).toMatch(/^\/huge: The file has 100 MiB; a case file has at most 32 MiB\./)
  expect(await refusal('missing')).toMatch(/there is no such file/)
})
