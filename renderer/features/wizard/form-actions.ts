import type { CloudProfile, InputValue, Inputs } from '../../../shared/clouds/profile.ts'
import { catalogueNow } from '../../app/catalogue.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { freshCircumstances } from '../../ui/fresh-circumstances.ts'
import { certificateOfKey, isKeyField } from '../cloud-form/form-fields.ts'
import { changeSettings, settingsStore } from '../settings/settings-store.ts'
import { findById } from './find-by-id.ts'
import { rememberable } from './form-fields.ts'
import { practiceInputs, type Bench } from './practice-inputs.ts'
import { inputsOf, inspectionKey, wizardStore, type WizardView } from './wizard-store.ts'

const { getState, setState } = wizardStore
const cloudNow = (): CloudProfile => findById(catalogueNow().clouds, getState().cloudId)

export function chooseModem(modemId: string): void {
  setState({ modemId })
  rememberChoice()
}

export const chooseVariant = (variantId: string): void => setState({ variantId, revealAll: false })

export function chooseCloud(cloudId: string): void {
  setState({ cloudId, revealAll: false })
  rememberChoice()
}

function rememberChoice(): void {
  const { modemId, cloudId } = getState()
  changeSettings({ wizardChoice: { modem: modemId, cloud: cloudId } })
}

export const showView = (view: WizardView): void => setState(view === 'preview' ? { view, circumstances: freshCircumstances() } : { view })
export const revealAll = (): void => setState({ revealAll: true })
export const dismissFailure = (): void => setState({ failure: null })
export const dismissPortFailure = (): void => setState(({ failure }) => (failure?.stage === 'port' ? { failure: null } : {}))

export function touch(key: string): void {
  const { touched, cloudId } = getState()
  const known = touched[cloudId] ?? []
  if (!known.includes(key)) setState({ touched: { ...touched, [cloudId]: [...known, key] } })
}

export function setInput(key: string, value: InputValue | undefined): void {
  putInputs({ [key]: value })
  const field = cloudNow().fields.find((candidate) => candidate.key === key)
  if (field?.kind === 'file') inspectFiles()
  else scheduleRemember()
}

function putInputs(change: Inputs): void {
  const state = getState()
  setState({ inputs: { ...state.inputs, [state.cloudId]: { ...inputsOf(state), ...change } } })
}

/** Another part of the program fills the form (practice bench, a saved profile) and wants it seen. */
export function fillForm(fill: { readonly modem: string; readonly cloud: string; readonly inputs: Inputs }): void {
  setState({ modemId: fill.modem, cloudId: fill.cloud, view: 'form', revealAll: false })
  putInputs(fill.inputs)
  inspectFiles()
  rememberChoice()
  scheduleRemember()
}

/** What was saved takes the form's place: nothing of another device stays in it. */
export function replaceForm({ modem, cloud, variant, inputs }: { readonly modem: string; readonly cloud: string; readonly variant: string; readonly inputs: Inputs }): void {
  setState((state) => ({
    modemId: modem,
    cloudId: cloud,
    variantId: variant,
    view: 'form',
    revealAll: false,
    inputs: { ...state.inputs, [cloud]: inputs },
    touched: { ...state.touched, [cloud]: [] },
  }))
  inspectFiles()
  rememberChoice()
  scheduleRemember()
}

export function fillFromPractice(bench: Bench): void {
  const state = getState()
  putInputs(practiceInputs(bench, findById(catalogueNow().modems, state.modemId), cloudNow(), inputsOf(state), freshCircumstances(), state.variantId))
  inspectFiles()
  scheduleRemember()
}

/** Takes up what was kept from an earlier start: the last modem and cloud, and the inputs of clouds whose form is still empty. */
export function restoreForm(): void {
  const { wizardInputs: kept, wizardChoice } = settingsStore.getState()
  const { modems, clouds } = catalogueNow()
  setState((state) => ({
    inputs: { ...kept, ...state.inputs },
    // A profile of another version may be unknown here.
    modemId: modems.find(({ id }) => id === wizardChoice?.modem)?.id ?? state.modemId,
    cloudId: clouds.find(({ id }) => id === wizardChoice?.cloud)?.id ?? state.cloudId,
  }))
}

let timer: ReturnType<typeof setTimeout> | undefined

/** Written once typing rests for 800 ms. */
function scheduleRemember(): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    const cloud = cloudNow()
    const kept = rememberable(cloud, inputsOf(getState()))
    changeSettings({ wizardInputs: { ...settingsStore.getState().wizardInputs, [cloud.id]: kept } })
  }, 800)
}

/** Has the program read every certificate of the form that is new, with its key where both are there. */
function inspectFiles(): void {
  const cloud = cloudNow()
  const inputs = inputsOf(getState())
  for (const field of cloud.fields) {
    if (field.kind !== 'file' || isKeyField(field)) continue
    const certificate = inputs[field.key]
    const keyField = cloud.fields.find((candidate) => certificateOfKey(candidate, cloud.fields) === field)
    const key = keyField && inputs[keyField.key]
    const at = inspectionKey(cloud.id, field.key)
    if (typeof certificate !== 'object') {
      forget(at)
      continue
    }
    setState((state) => ({ inspections: { ...state.inspections, [at]: null } }))
    void attempt(() => bridge().call('wizard.inspectCertificate', certificate, typeof key === 'object' ? key : null)).then((result) => {
      // A file chosen meanwhile has its own answer on the way.
      const now = getState().inputs[cloud.id]
      const isCurrent = now?.[field.key] === certificate && (keyField === undefined || now[keyField.key] === key)
      if (isCurrent) setState((state) => ({ inspections: { ...state.inspections, [at]: result } }))
    })
  }
}

function forget(at: string): void {
  const { [at]: _, ...rest } = getState().inspections
  setState({ inspections: rest })
}
