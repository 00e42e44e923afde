import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/clouds/profile.ts'
import { fieldGroups, isRevealed } from './form-fields.ts'
import { FieldControl } from './field-control.tsx'
import { fieldWidths } from './field-widths.ts'
import type { ComposedForm } from './compose-form.ts'
import { inputsOf, useWizard } from './wizard-store.ts'
import styles from './form.module.css'

/** The cloud's own fields, group by group. Nothing here knows any particular cloud. */
export function CloudForm({ form }: { readonly form: ComposedForm }) {
  const { t } = useTranslation('wizard')
  return fieldGroups.map((group) => {
    const fields = form.shown.filter((field) => field.group === group)
    if (fields.length === 0) return null
    return (
      <fieldset key={group} className={styles.group}>
        <legend>{t(`group.${group}`)}</legend>
        <GroupFields fields={fields} form={form} />
      </fieldset>
    )
  })
}

function GroupFields({ fields, form }: { readonly fields: readonly Field[]; readonly form: ComposedForm }) {
  const inputs = useWizard(inputsOf)
  const touched = useWizard((state) => state.touched[state.cloudId])
  const revealAll = useWizard((state) => state.revealAll)
  const widths = fieldWidths(fields)
  return (
    <div className={styles.grid}>
      {fields.map((field, at) => (
        <div key={field.key} className={styles.cell} style={{ gridColumn: `span ${widths[at] ?? 12}` }} data-field={field.key}>
          <FieldControl
            field={field}
            value={inputs[field.key]}
            findings={isRevealed(field.key, inputs, touched ?? [], revealAll) ? (form.sorted.byField[field.key] ?? []) : []}
          />
        </div>
      ))}
    </div>
  )
}
