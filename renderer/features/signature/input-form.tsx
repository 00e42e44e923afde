import type { Inputs } from '../../../shared/clouds/profile.ts'
import { FieldGroups } from '../cloud-form/field-groups.tsx'
import type { FormEdit } from '../cloud-form/form-edit.ts'
import type { Calculation } from './calculation.ts'
import { CloudChoice } from './cloud-choice.tsx'
import { FileNotes } from './file-notes.tsx'
import { PasteField } from './paste-field.tsx'
import { pointAt, usePointed } from './point-store.ts'
import { setInput, touch } from './signature-actions.ts'
import { touchedOf, useSignature } from './signature-store.ts'

const edit: FormEdit = { form: 'signature', set: setInput, touch, point: pointAt('form'), fileNotes: (field) => <FileNotes field={field} /> }

/** Who the device is comes first: the rest has defaults. */
const groups = ['login', 'server', 'tls'] as const

type Props = {
  readonly calculation: Calculation
  /** `check`: what is known of a device, of the login alone. `batch`: what is the same for all. Anything may be left open in both. */
  readonly mode?: 'calculate' | 'check' | 'batch'
  /** What holds where nothing is entered, when something besides the form says so. */
  readonly resolved?: Inputs | undefined
}

/** Which cloud, which of its signatures, and what that asks for. */
export function InputForm({ calculation, mode = 'calculate', resolved }: Props) {
  const touched = useSignature(touchedOf)
  const pointed = usePointed('work')
  const { entered, signed, shown, sorted } = calculation
  const isOpen = mode !== 'calculate'
  // An empty field complains once it was visited, and only where it is needed.
  const findingsOf = (key: string) => (sorted.byField[key] ?? []).filter(({ code }) => code !== 'input.missing' || (!isOpen && touched.includes(key)))
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <CloudChoice calculation={calculation} isLogin={mode === 'check'} />
      <PasteField />
      <FieldGroups fields={isOpen ? shown.map((field) => ({ ...field, required: false })) : shown} view={{ inputs: entered, resolved: resolved ?? signed.inputs, findingsOf, edit, pointed, groups }} />
    </form>
  )
}
