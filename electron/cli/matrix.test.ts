import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clouds } from '../../shared/clouds/index.ts'
import { modems } from '../../shared/modems/index.ts'
import { matrixCommand } from './matrix.ts'

/** Where nobody has files of his own. */
const data = join(tmpdir(), 'atelier-no-such-folder')

const printed = async (options: { json?: boolean; lang?: string }) => {
  const lines: string[] = []
  const code = await matrixCommand({ data, ...options }, { line: (line) => lines.push(line), remark: () => {} })
  return { code, lines }
}

it('prints every pair as JSON, without a credential', async () => {
  const { code, lines } = await printed({ json: true })
  const { cells } = JSON.parse(lines.join('')) as { cells: { modem: string; cloud: string; verdict: string; ways: string[] }[] }
  expect([code, cells.length]).toStrictEqual([0, modems.length * clouds.length])
  expect(cells.find(({ modem, cloud }) => modem === 'quectel-bc26' && cloud === 'alibaba-iot')).toMatchObject({ verdict: 'native', ways: ['tcp', 'tcp aliauth'] })
  expect(lines.join('')).not.toContain('fef32adf6dad46c2c7cbf335d3a7b021')
})

it('prints a line of reasons in the language asked for', async () => {
  const { lines } = await printed({ lang: 'zh' })
  expect(lines).toContain('quectel-ec20')
  expect(lines.find((line) => line.includes('alibaba-iot'))).toBe('  alibaba-iot     模组签名 (tls, tls aliauth, tcp, tcp aliauth)')
})
