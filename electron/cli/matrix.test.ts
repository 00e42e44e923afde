import { expect, it } from 'vitest'
import { clouds } from '../../shared/clouds/index.ts'
import { modems } from '../../shared/modems/index.ts'
import { matrixCommand } from './matrix.ts'

const printed = (options: { json?: boolean; lang?: string }) => {
  const lines: string[] = []
  const code = matrixCommand(options, { line: (line) => lines.push(line), remark: () => {} })
  return { code, lines }
}

it('prints every pair as JSON, without a credential', () => {
  const { code, lines } = printed({ json: true })
  const { cells } = JSON.parse(lines.join('')) as { cells: { modem: string; cloud: string; verdict: string; ways: string[] }[] }
  expect([code, cells.length]).toStrictEqual([0, modems.length * clouds.length])
  expect(cells.find(({ modem, cloud }) => modem === 'quectel-bc26' && cloud === 'alibaba-iot')).toMatchObject({ verdict: 'native', ways: ['tcp', 'tcp aliauth'] })
  expect(lines.join('')).not.toContain('fef32adf6dad46c2c7cbf335d3a7b021')
})

it('prints a line of reasons in the language asked for', () => {
  const { lines } = printed({ lang: 'zh' })
  expect(lines).toContain('quectel-ec20')
  expect(lines.find((line) => line.includes('alibaba-iot'))).toBe('  alibaba-iot     模组签名 (tls, tls aliauth, tcp, tcp aliauth)')
})
