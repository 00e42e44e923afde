import type { KeyboardEvent } from 'react'
import { duplicateStep, insertStep, moveStep } from './step-edit.ts'
import { changeSteps, sequencesStore, setSequences } from './sequences-store.ts'

// What a row's buttons and keys do. Functions of the module, so that a row is drawn anew only when its own step changes.

const count = (): number => sequencesStore.getState().draft?.sequence?.steps.length ?? 0

const open = (step: number | null): void => setSequences({ step })

export const toggleStep = (at: number): void => open(sequencesStore.getState().step === at ? null : at)

function focus(at: number): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-panel="sequences"] [data-step="${at}"] [data-step-head]`)?.focus())
}

export function move(from: number, to: number): void {
  if (from === to || to < 0 || to >= count()) return
  const { step } = sequencesStore.getState()
  changeSteps((now) => moveStep(now, from, to))
  if (step !== null) open(step === from ? to : step + (from < step && to >= step ? -1 : from > step && to <= step ? 1 : 0))
  focus(to)
}

export function remove(at: number): void {
  // A sequence has one step at least.
  if (count() === 1) return
  changeSteps((now) => now.toSpliced(at, 1))
  open(null)
  focus(Math.min(at, count() - 1))
}

export function duplicate(at: number): void {
  changeSteps((now) => duplicateStep(now, at))
  open(null)
  focus(at + 1)
}

export function add(): void {
  const at = count()
  changeSteps((now) => insertStep(now, at))
  open(at)
}

const keys: Readonly<Record<string, (at: number) => void>> = {
  'Alt+ArrowUp': (at) => move(at, at - 1),
  'Alt+ArrowDown': (at) => move(at, at + 1),
  ArrowUp: (at) => focus(Math.max(0, at - 1)),
  ArrowDown: (at) => focus(Math.min(count() - 1, at + 1)),
  Delete: remove,
  'Ctrl+d': duplicate,
}

export function onStepKey(at: number, event: KeyboardEvent): void {
  const action = keys[event.altKey ? `Alt+${event.key}` : event.ctrlKey || event.metaKey ? `Ctrl+${event.key.toLowerCase()}` : event.key]
  if (!action) return
  event.preventDefault()
  action(at)
}
