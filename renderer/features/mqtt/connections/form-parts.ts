import type { BrokerForm, FormProblems } from './broker-form.ts'
import { changeForm } from './form-actions.ts'

export type FormPartProps = {
  readonly form: BrokerForm
  /** Only those that are to be shown now. */
  readonly problems: FormProblems
}

export const setField = <K extends keyof BrokerForm>(key: K, value: BrokerForm[K]): void => changeForm((form) => ({ ...form, [key]: value }))

/** For text inputs: no browser help that fits prose. */
export const plainInput = { autoComplete: 'off', spellCheck: false } as const
