import { expect, it } from 'vitest'
import { lastingSteps } from './lasting-steps.ts'
import { readSequence } from './read-sequence.ts'

it('names the steps whose commands stay, with the values that go out and no secret', () => {
  const read = readSequence(`kind: sequence
name: Lasting
placeholders:
  - { name: rate, initial: '115200' }
  - { name: pin, secret: true }
steps:
  - send: AT+CSQ
  - send: 'AT+IPR={rate}'
  - send: 'AT+CPIN={pin}'
  - hex: 41 54 26 57 0D
  - send: 'AT\\rAT&F\\r'
  - pause: 5
`)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  expect(lastingSteps(read.sequence, { rate: '9600', pin: '1234' }).map(({ step, line, effects }) => [step, line, effects.map(({ kind }) => kind)])).toEqual([
    [1, 'AT+IPR=9600', ['writes-nvm']],
    [2, 'AT+CPIN=****', ['irreversible']],
    [3, 'AT&W', ['writes-nvm']],
    [4, 'AT&F', ['irreversible']],
  ])
})
