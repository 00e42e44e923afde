import { describe, expect, it } from 'vitest'
import { duplicateStep, failureKind, moveStep, setFailureKind, setGoTo, setSendKind, setWait, stepOfField, waitKind, type Steps } from './step-edit.ts'

describe('what a step waits for', () => {
  it('is left out of the file where it is what is usual', () => {
    expect(setWait({ send: 'AT', wait: 'final' }, 'ok', '')).toEqual({ send: 'AT' })
    expect(setWait({ pause: 5, wait: 'ok', within: 100 }, 'nothing', '')).toEqual({ pause: 5 })
    expect(setWait({ pause: 5 }, 'ok', '')).toEqual({ pause: 5, wait: 'ok' })
    expect(setWait({ send: 'AT' }, 'nothing', '')).toEqual({ send: 'AT', wait: 'nothing' })
  })

  it('stays as it was meant when what is sent changes', () => {
    expect(setSendKind({ send: '4154', lineEnd: 'lf' }, 'hex')).toEqual({ hex: '4154', wait: 'ok' })
    expect(setSendKind({ hex: '4154' }, 'text')).toEqual({ send: '4154', wait: 'nothing' })
    expect(setSendKind({ send: 'AT', wait: { urc: '+X:', accept: '1' } }, 'none')).toEqual({ wait: { urc: '+X:', accept: '1' } })
  })

  it('reads a prompt as one', () => {
    expect([waitKind({ wait: { text: '>' } }), waitKind({ wait: { text: '>>' } }), waitKind({ send: 'AT' }), waitKind({ hex: '0D' })]).toEqual(['prompt', 'text', 'ok', 'nothing'])
  })
})

describe('where a failed step leads', () => {
  const steps: Steps = [{ send: 'AT' }, { send: 'ATI', name: 'step-3' }, { send: 'AT+CSQ' }]

  it('names the step that is gone to, by a name that no other has', () => {
    expect(setGoTo(steps, 0, 2)).toEqual([{ send: 'AT', onFailure: { goTo: 'step-4' } }, steps[1], { send: 'AT+CSQ', name: 'step-4' }])
    expect(setGoTo(steps, 0, 1)[0]).toEqual({ send: 'AT', onFailure: { goTo: 'step-3' } })
    // To itself.
    expect(setGoTo(steps, 0, 0)[0]).toEqual({ send: 'AT', name: 'step-1', onFailure: { goTo: 'step-1' } })
  })

  it('keeps tries and step together, and lets go of the step', () => {
    const retried = setFailureKind(setGoTo(steps, 0, 1), 0, 'retry')
    expect(retried[0]).toEqual({ send: 'AT', onFailure: { goTo: 'step-3', retry: 3, pause: 1000 } })
    expect(setGoTo(retried, 0, null)[0]).toEqual({ send: 'AT', onFailure: { retry: 3, pause: 1000 } })
    expect(setFailureKind(retried, 0, 'stop')[0]).toEqual({ send: 'AT' })
    expect(['stop', 'continue', 'retry', 'goTo'].map((kind) => failureKind(setFailureKind(steps, 2, kind as 'stop')[2] ?? {}))).toEqual(['stop', 'continue', 'retry', 'goTo'])
  })
})

it('moves a step, and not beyond the ends', () => {
  const steps: Steps = [{ send: 'A' }, { send: 'B' }, { send: 'C' }]
  const order = (moved: Steps) => moved.map(({ send }) => send).join('')
  expect([order(moveStep(steps, 0, 2)), order(moveStep(steps, 2, 0)), order(moveStep(steps, 0, -1)), order(moveStep(steps, 2, 3))]).toEqual(['BCA', 'CAB', 'ABC', 'ABC'])
})

it('duplicates a step without its name', () => {
  expect(duplicateStep([{ send: 'A', name: 'a', note: 'n' }], 0)).toEqual([{ send: 'A', name: 'a', note: 'n' }, { send: 'A', note: 'n' }])
})

it('finds the step that a problem belongs to', () => {
  expect(['steps[12].onFailure.goTo', 'steps[0]', 'placeholders[1].name', ''].map(stepOfField)).toEqual([12, 0, null, null])
})
