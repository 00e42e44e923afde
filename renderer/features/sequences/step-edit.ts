import type { SequenceInput } from '../../../shared/sequence/schema.ts'

export type Step = SequenceInput['steps'][number]
export type Steps = SequenceInput['steps']

export type SendKind = 'text' | 'hex' | 'none'
export type WaitKind = 'ok' | 'final' | 'prompt' | 'text' | 'regex' | 'urc' | 'nothing'
export type FailureKind = 'stop' | 'continue' | 'retry' | 'goTo'

/** Without what is undefined: a field that is there without a value would be refused. */
function tidy(step: { readonly [K in keyof Step]: Step[K] | undefined }): Step {
  return Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined)) as Step
}

/** `undefined` takes a field away. */
export const withFields = (step: Step, change: { readonly [K in keyof Step]?: Step[K] | undefined }): Step => tidy({ ...step, ...change })

export const sendKind = ({ send, hex }: Step): SendKind => (send !== undefined ? 'text' : hex !== undefined ? 'hex' : 'none')

/** What is waited for where nothing is said depends on what is sent: the wait that was meant is kept. */
export function setSendKind(step: Step, kind: SendKind): Step {
  const words = step.send ?? step.hex ?? ''
  const wait = waitKind(step)
  const changed = withFields(step, { send: kind === 'text' ? words : undefined, hex: kind === 'hex' ? words : undefined, ...(kind !== 'text' && { lineEnd: undefined }) })
  return setWait(changed, wait, waitValue(step))
}

export function waitKind({ send, wait }: Step): WaitKind {
  if (wait === undefined) return send === undefined ? 'nothing' : 'ok'
  if (typeof wait === 'string') return wait
  if ('text' in wait) return wait.text === '>' ? 'prompt' : 'text'
  return 'urc' in wait ? 'urc' : 'regex'
}

export function waitValue({ wait }: Step): string {
  if (typeof wait !== 'object') return ''
  return 'text' in wait ? wait.text : 'urc' in wait ? wait.urc : wait.regex
}

export function setWait(step: Step, kind: WaitKind, value: string): Step {
  const accept = typeof step.wait === 'object' && 'urc' in step.wait ? step.wait.accept : undefined
  const wait: Step['wait'] =
    kind === 'ok' || kind === 'final' || kind === 'nothing'
      ? kind
      : kind === 'prompt'
        ? { text: '>' }
        : kind === 'urc'
          ? { urc: value, ...(accept !== undefined && { accept }) }
          : kind === 'text'
            ? { text: value }
            : { regex: value }
  const isUsual = kind === (step.send === undefined ? 'nothing' : 'ok')
  return withFields(step, { wait: isUsual ? undefined : wait, ...(kind === 'nothing' && { within: undefined }) })
}

export const failureKind = ({ onFailure }: Step): FailureKind => {
  if (typeof onFailure !== 'object') return onFailure ?? 'stop'
  return onFailure.retry !== undefined ? 'retry' : onFailure.goTo === undefined ? 'stop' : 'goTo'
}

export type OnFailure = { readonly retry?: number | undefined; readonly pause?: number | undefined; readonly goTo?: string | undefined }

export const onFailureOf = ({ onFailure }: Step): OnFailure => (typeof onFailure === 'object' ? onFailure : {})

export const setOnFailure = (step: Step, { retry, pause, goTo }: OnFailure): Step =>
  withFields(step, { onFailure: { ...(retry !== undefined && { retry }), ...(pause !== undefined && { pause }), ...(goTo !== undefined && { goTo }) } })

export function setFailureKind(steps: Steps, at: number, kind: FailureKind): Steps {
  const step = steps[at]
  if (!step) return steps
  if (kind === 'stop' || kind === 'continue') return steps.with(at, withFields(step, { onFailure: kind === 'stop' ? undefined : 'continue' }))
  if (kind === 'retry') return steps.with(at, setOnFailure(step, { ...onFailureOf(step), retry: 3, pause: onFailureOf(step).pause ?? 1000 }))
  // Somewhere to go: the next step, or where there is none the first.
  return setGoTo(steps.with(at, setOnFailure(step, {})), at, at + 1 < steps.length ? at + 1 : 0)
}

/** A step that is gone to needs a name; it gets one where it has none. Null: nowhere, after the tries it stops. */
export function setGoTo(steps: Steps, at: number, target: number | null): Steps {
  const step = steps[at]
  if (!step) return steps
  if (target === null) return steps.with(at, setOnFailure(step, { ...onFailureOf(step), goTo: undefined }))
  const name = steps[target]?.name ?? freeName(steps, target)
  const named = steps.map((each, index) => (index === target ? { ...each, name } : each))
  return named.with(at, setOnFailure(named[at] ?? step, { ...onFailureOf(step), goTo: name }))
}

function freeName(steps: Steps, at: number): string {
  for (let number = at + 1; ; number++) {
    const name = `step-${number}`
    if (!steps.some((step) => step.name === name)) return name
  }
}

export function moveStep(steps: Steps, from: number, to: number): Steps {
  const step = steps[from]
  if (!step || to < 0 || to >= steps.length) return steps
  return steps.toSpliced(from, 1).toSpliced(to, 0, step)
}

/** A name belongs to one step. */
export const duplicateStep = (steps: Steps, at: number): Steps => {
  const step = steps[at]
  return step ? steps.toSpliced(at + 1, 0, withFields(step, { name: undefined })) : steps
}

export const insertStep = (steps: Steps, at: number, step: Step = { send: 'AT' }): Steps => steps.toSpliced(at, 0, step)

/** `steps[2].send` and `steps[2]` belong to the step with index 2; null: to no step. */
export const stepOfField = (field: string): number | null => {
  const index = /^steps\[(\d+)\]/.exec(field)?.[1]
  return index === undefined ? null : Number(index)
}
