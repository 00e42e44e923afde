import type { Inputs, InputValue } from '../../../shared/clouds/profile.ts'
import { findOperation } from '../../../shared/clouds/sign.ts'
import { catalogueNow } from '../../app/catalogue.ts'
import { showPanel } from '../../app/dock-layout.ts'
import { freshCircumstances } from '../../ui/fresh-circumstances.ts'
import { calculate, typedSuggestions, type Calculation } from './calculation.ts'
import { cloudOf, enteredOf, operationOf, signatureStore, touchedOf, type SignatureTab } from './signature-store.ts'

const { getState, setState } = signatureStore

/** ms: a form that rested longer is signed for the moment in which somebody goes on with it. */
const staleAfterMs = 60_000

export const showTab = (tab: SignatureTab): void => setState({ tab })

/** The calculator comes to the front with this tab. */
export function openTab(tab: SignatureTab): void {
  showTab(tab)
  refresh()
  showPanel('signature')
}

export function chooseCloud(cloudId: string): void {
  setState({ cloudId })
  refresh()
}

export function chooseOperation(operation: string): void {
  setState(({ operations, cloudId }) => ({ operations: { ...operations, [cloudId]: operation } }))
  refresh()
}

export function touch(key: string): void {
  const known = touchedOf(getState())
  if (!known.includes(key)) setState(({ touched, cloudId }) => ({ touched: { ...touched, [cloudId]: [...known, key] } }))
}

export function setInput(key: string, value: InputValue | undefined): void {
  putInputs({ [key]: value })
}

export function putInputs(change: Inputs): void {
  setState((state) => ({ inputs: { ...state.inputs, [state.cloudId]: { ...enteredOf(state), ...change } } }))
  refresh()
}

/** What a registration brought goes into the form of the login. */
export function takeResult(inputs: Inputs): void {
  chooseOperation(cloudOf(getState()).operations[0].id)
  putInputs(inputs)
}

export function clearForm(): void {
  setState(({ inputs, touched, cloudId }) => ({ inputs: { ...inputs, [cloudId]: {} }, touched: { ...touched, [cloudId]: [] } }))
  signAgain()
}

/** Another part of the program fills the form. Values that stood in it belong to another device and go. */
export function fillForm({ cloud, operation, inputs }: { readonly cloud: string; readonly operation: string; readonly inputs: Inputs }): void {
  const profile = catalogueNow().findCloud(cloud)
  if (!profile) return
  const found = findOperation(profile, operation) ?? profile.operations[0]
  setState((state) => ({
    tab: 'calculate',
    cloudId: cloud,
    operations: { ...state.operations, [cloud]: found.id },
    inputs: { ...state.inputs, [cloud]: inputs },
    touched: { ...state.touched, [cloud]: [] },
  }))
  signAgain()
}

/** Fresh times and random values. */
export const signAgain = (): void => setState({ circumstances: freshCircumstances() })

/** Back to the suggested times and random values where some were typed in. */
export function clearTyped(): void {
  putInputs(Object.fromEntries(typedSuggestions(calculationNow()).map(({ key }) => [key, undefined])))
  signAgain()
}

function refresh(): void {
  if (Date.now() - getState().circumstances.now > staleAfterMs) signAgain()
}

/** The form as it stands, for an action; a component uses `useCalculation`. */
export function calculationNow(which: 'chosen' | 'login' = 'chosen'): Calculation {
  const state = getState()
  const cloud = cloudOf(state)
  return calculate(cloud, which === 'login' ? cloud.operations[0] : operationOf(state), enteredOf(state), state.circumstances)
}

/** The same, signed once more first where what was signed has expired meanwhile. */
export function freshCalculation(): Calculation {
  const expiresAt = calculationNow().signed.made?.expiresAt
  if (expiresAt !== undefined && expiresAt <= Date.now()) signAgain()
  return calculationNow()
}
