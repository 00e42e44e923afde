import { useMemo } from 'react'
import { composeForm, type ComposedForm } from './compose-form.ts'
import { inputsOf, useCloud, useModem, useWizard } from './wizard-store.ts'

/** The plan as it stands, composed in the page while someone types; the program composes it again on start. */
export function useComposed(): ComposedForm {
  const modem = useModem()
  const cloud = useCloud()
  const entered = useWizard(inputsOf)
  const circumstances = useWizard((state) => state.circumstances)
  const variantId = useWizard((state) => state.variantId)
  return useMemo(() => composeForm(modem, cloud, entered, circumstances, variantId), [modem, cloud, entered, circumstances, variantId])
}
