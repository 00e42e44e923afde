import { FieldGroups } from '../cloud-form/field-groups.tsx'
import type { FormEdit } from '../cloud-form/form-edit.ts'
import { isRevealed } from '../cloud-form/form-fields.ts'
import { CertificateSummary } from './certificate-summary.tsx'
import type { ComposedForm } from './compose-form.ts'
import { setInput, touch } from './form-actions.ts'
import { inputsOf, useWizard } from './wizard-store.ts'

const edit: FormEdit = { form: 'wizard', set: setInput, touch, fileNotes: (field) => <CertificateSummary field={field} /> }

/** The form of the chosen cloud, with what the checker says of it. */
export function CloudForm({ form }: { readonly form: ComposedForm }) {
  const inputs = useWizard(inputsOf)
  const touched = useWizard((state) => state.touched[state.cloudId])
  const revealAll = useWizard((state) => state.revealAll)
  const findingsOf = (key: string) => (isRevealed(key, inputs, touched ?? [], revealAll) ? (form.sorted.byField[key] ?? []) : [])
  return <FieldGroups fields={form.shown} view={{ inputs, resolved: form.inputs, findingsOf, edit }} />
}
