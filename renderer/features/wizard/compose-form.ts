import type { Circumstances, CloudProfile, Field, Inputs } from '../../../shared/clouds/profile.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { composePlan, type Composed } from '../../../shared/wizard/compose.ts'
import { findVariant, variantFields } from '../../../shared/wizard/variant.ts'
import { catalogueNow } from '../../app/catalogue.ts'
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

export function composeForm(modem: ModemProfile, cloud: CloudProfile, entered: Inputs, circumstances: Circumstances, variantId?: string): ComposedForm {
  const variant = findVariant(modem, cloud, variantId) ?? findVariant(modem, cloud)
  const fields = variantFields(modem, cloud, variant)
  const inputs = effectiveInputs(cloud, entered, circumstances, fields)
  const shown = shownFields(cloud, entered, circumstances, fields)
  const composed = composePlan(modem, cloud, inputs, circumstances, variant?.id)
  return { ...composed, inputs, shown, sorted: sortFindings(composed.findings, shown) }
}

/** The form as it stands now, for an action; a component uses `useComposed`. */
export function composedNow(): ComposedForm {
  const state = wizardStore.getState()
  const { modems, clouds } = catalogueNow()
  return composeForm(findById(modems, state.modemId), findById(clouds, state.cloudId), inputsOf(state), state.circumstances, state.variantId)
}
