import { useMemo } from 'react'
import type { Field, Inputs } from '../../../shared/clouds/profile.ts'
import { composePlan, type Composed } from '../../../shared/wizard/compose.ts'
import { effectiveInputs, shownFields, sortFindings, type SortedFindings } from './form-fields.ts'
import { inputsOf, useCloud, useModem, useWizard } from './wizard-store.ts'

export type ComposedForm = Composed & {
  /** What `wizard.start` gets. */
  readonly inputs: Inputs
  readonly shown: readonly Field[]
  readonly sorted: SortedFindings
}

/** The plan as it stands, composed in the page while someone types; the program composes it again on start. */
export function useComposed(): ComposedForm {
  const modem = useModem()
  const cloud = useCloud()
  const entered = useWizard(inputsOf)
  return useMemo(() => {
    const inputs = effectiveInputs(cloud, entered)
    const shown = shownFields(cloud, entered)
    const composed = composePlan(modem, cloud, inputs)
    return { ...composed, inputs, shown, sorted: sortFindings(composed.findings, shown) }
  }, [modem, cloud, entered])
}
