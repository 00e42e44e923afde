import { expect, it } from 'vitest'
import { isChanged, newDraft, openedDraft, problemsOf, textOf, withSequence, withText, withView } from './draft.ts'

const source = '# at the bench\nkind: sequence\nname: Bench\nsteps:\n  - send: AT # wake\n'

it('keeps a file as it is until something is changed by clicking', () => {
  const draft = openedDraft('Bench.yaml', source)
  expect([isChanged(draft), textOf(withView(withView(draft, 'text'), 'steps'))]).toEqual([false, source])
  const changed = withSequence(draft, { kind: 'sequence', name: 'Bench', steps: [{ send: 'ATI' }] })
  expect([isChanged(changed), textOf(changed)]).toEqual([true, 'kind: sequence\nname: Bench\nsteps:\n  - send: ATI\n'])
})

it('opens as text what cannot be read as steps, and goes to the steps when it can', () => {
  const broken = openedDraft(null, source.replace('send', 'sned'), '')
  expect([broken.view, withView(broken, 'steps').view, problemsOf(broken)[0]?.line]).toEqual(['text', 'text', 5])
  expect(withView(withText(broken, source), 'steps').view).toBe('steps')
})

it('tells the same fields by clicking as in the text', () => {
  const draft = withSequence(newDraft('Bench'), { kind: 'sequence', name: '', steps: [{ send: 'AT{apn}', onFailure: { goTo: 'x' } }, { hex: '4' }] })
  const fields = (problems: ReturnType<typeof problemsOf>) => problems.map(({ field }) => field)
  expect(fields(problemsOf(draft)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(fields(problemsOf(withText(draft, textOf(draft)))).toSorted((a, b) => (a < b ? -1 : 1)))
  expect(fields(problemsOf(draft))).toContain('steps[1].hex')
})
