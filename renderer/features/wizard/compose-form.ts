import { clouds } from '../../../shared/clouds/index.ts'
import type { Circumstances, CloudProfile, Field, Inputs } from '../../../shared/clouds/profile.ts'
import { modems } from '../../../shared/modems/index.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { composePlan, type Composed } from '../../../shared/wizard/compose.ts'
import { sortFindings, type SortedFindings } from '../cloud-form/form-fields.ts'
import { findById } from './find-by-id.ts'
import { effectiveInputs, shownFields } from './form-fields.ts'
import { inputsOf, wizardStore } from './wizard-store.ts'

export type ComposedForm = Composed & {
  /** What `wizard.start` gets. */
  readonly inputs: Inputs
  readonly shown: readonly Field[]
  readonly sorted: SortedFindings
}

export function composeForm(modem: ModemProfile, cloud: CloudProfile, entered: Inputs, circumstances: Circumstances): ComposedForm {
  const inputs = effectiveInputs(cloud, entered, circumstances)
  const shown = shownFields(cloud, entered, circumstances)
  const composed = composePlan(modem, cloud, inputs, circumstances)
  return { ...composed, inputs, shown, sorted: sortFindings(composed.findings, shown) }
}

/** The form as it stands now, for an action; a component uses `useComposed`. */
export function composedNow(): ComposedForm {
  const state = wizardStore.getState()
  return composeForm(findById(modems, state.modemId), findById(clouds, state.cloudId), inputsOf(state), state.circumstances)
}
