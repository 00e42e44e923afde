import { useTranslation } from 'react-i18next'
import type { Field, Inputs } from '../../../shared/clouds/profile.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'
import { AdvancedFold } from './advanced-fold.tsx'
import { FieldControl } from './field-control.tsx'
import { fieldWidths } from './field-widths.ts'
import type { FormEdit } from './form-edit.ts'
import { fieldGroups } from './form-fields.ts'
import styles from './form.module.css'

export type FormView = {
  readonly inputs: Inputs
  /** Inputs with every default filled in. */
  readonly resolved?: Inputs | undefined
  /** Findings that are to be shown now. */
  readonly findingsOf: (key: string) => readonly Finding[]
  readonly edit: FormEdit
  /** A field that something elsewhere points at. */
  readonly pointed?: string | null
  /** The order of the groups where it is not the usual one. */
  readonly groups?: readonly Field['group'][]
}

/** A cloud's own fields, group by group, the rarely changed ones folded away. Nothing here knows any particular cloud. */
export function FieldGroups({ fields, view }: { readonly fields: readonly Field[]; readonly view: FormView }) {
  const { t } = useTranslation('cloud-form')
  const usual = fields.filter((field) => !field.isAdvanced)
  const rare = fields.filter((field) => field.isAdvanced)
  return (
    <>
      {(view.groups ?? fieldGroups).map((group) => {
        const own = usual.filter((field) => field.group === group)
        if (own.length === 0) return null
        return (
          <fieldset key={group} className={styles.group}>
            <legend>{t(`group.${group}`)}</legend>
            <FieldGrid fields={own} view={view} />
          </fieldset>
        )
      })}
      {rare.length > 0 && (
        <AdvancedFold fields={rare} view={view}>
          <FieldGrid fields={rare} view={view} />
        </AdvancedFold>
      )}
    </>
  )
}

function FieldGrid({ fields, view }: { readonly fields: readonly Field[]; readonly view: FormView }) {
  const widths = fieldWidths(fields)
  const { point } = view.edit
  return (
    <div className={styles.grid}>
      {fields.map((field, at) => {
        const assumed = view.resolved?.[field.key]
        return (
          <div
            key={field.key}
            className={styles.cell}
            style={{ gridColumn: `span ${widths[at] ?? 12}` }}
            data-field={field.key}
            data-pointed={view.pointed === field.key || undefined}
            onMouseEnter={point && (() => point(field.key))}
            onMouseLeave={point && (() => point(null))}
            onFocus={point && (() => point(field.key))}
            onBlur={point && (() => point(null))}
          >
            <FieldControl
              field={field}
              value={view.inputs[field.key]}
              findings={view.findingsOf(field.key)}
              edit={view.edit}
              assumed={typeof assumed === 'string' ? assumed : undefined}
            />
          </div>
        )
      })}
    </div>
  )
}
