import { describe, expect, it } from 'vitest'
import { attachSteps } from './attach-steps.ts'

const address = attachSteps({ registration: 'CREG', manual: 'manual', quick: 1, simTime: 1, attachTime: 1 }).find(({ id }) => id === 'address')

/** Accepted, asked again, or refused, and the address read. */
function judge(line: string): [string, string | undefined] {
  const { line: rule, poll } = address?.expect ?? {}
  const verdict = new RegExp(rule?.accept ?? '').test(line) ? 'up' : new RegExp(poll?.while ?? '').test(line) ? 'again' : 'wrong'
  return [verdict, new RegExp(address?.capture?.[0]?.pattern ?? '').exec(line)?.[1]]
}

describe('the address that AT+CGPADDR prints', () => {
  it.each([
    ['+CGPADDR: 1,10.114.29.137', 'up', '10.114.29.137'],
    ['+CGPADDR: 1,"10.0.0.2"', 'up', '10.0.0.2'],
    ['+CGPADDR: 1,"FE80:0:0:0:0:0:0:1"', 'up', 'FE80:0:0:0:0:0:0:1'],
    ['+CGPADDR: 1', 'again', undefined],
    ['+CGPADDR: 1,""', 'again', undefined],
    ['+CGPADDR: 1,"0.0.0.0"', 'again', undefined],
    ['+CGPADDR: 2,0.0.0.0,0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0', 'again', undefined],
    ['+CGPADDR: 2,0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0', 'again', undefined],
  ])('%s is %s', (line, verdict, value) => {
    expect(judge(line)).toStrictEqual([verdict, value])
  })
})
