import type { SavedProfile } from '../../../shared/contract/profiles.ts'
import { fromUtf8, utf8 } from '../../../shared/text/bytes.ts'
import { splitSecrets } from '../../../shared/wizard/split-secrets.ts'
import { catalogueNow } from '../../app/catalogue.ts'
import { bridge } from '../../bridge/bridge.ts'
import { saveFile } from '../../ui/save-file.ts'
import { findById } from '../wizard/find-by-id.ts'
import { replaceForm } from '../wizard/form-actions.ts'
import { inputsOf, wizardStore } from '../wizard/wizard-store.ts'
import { ask } from './profiles-store.ts'

/** What was typed, not what is made anew each time: a timestamp would be out of date when it is loaded. */
export function saveForm(name: string, options: { readonly withSecrets: boolean; readonly replace: string | null }): Promise<SavedProfile | undefined> {
  const state = wizardStore.getState()
  const { modemId: modem, cloudId: cloud, variantId: variant } = state
  return ask(({ call }) => call('profiles.save', { name, modem, cloud, variant, inputs: inputsOf(state) }, options))
}

/** Whether there is anything in the form that would be left out. */
export function hasSecrets(): boolean {
  const state = wizardStore.getState()
  const { modems, clouds } = catalogueNow()
  return Object.keys(splitSecrets(findById(modems, state.modemId), findById(clouds, state.cloudId), inputsOf(state)).secret).length > 0
}

/** Answers with the fields whose secret has to be entered again. */
export async function loadProfile(id: string): Promise<{ readonly missing: readonly string[]; readonly isSealed: boolean } | undefined> {
  const loaded = await ask(({ call }) => call('profiles.load', id))
  if (!loaded) return undefined
  const { profile, inputs, missing, isSealed } = loaded
  replaceForm({ modem: profile.modem, cloud: profile.cloud, variant: profile.variant ?? 'direct', inputs })
  return { missing, isSealed }
}

export const renameProfile = (id: string, name: string): Promise<SavedProfile | undefined> => ask(({ call }) => call('profiles.rename', id, name))
export const duplicateProfile = (id: string): Promise<SavedProfile | undefined> => ask(({ call }) => call('profiles.duplicate', id))
export const removeProfile = (id: string): Promise<null | undefined> => ask(({ call }) => call('profiles.remove', id))

export async function exportProfile(id: string, withSecrets: boolean): Promise<void> {
  const exported = await ask(({ call }) => call('profiles.exportFile', id, withSecrets))
  if (exported) saveFile(exported.fileName, utf8(exported.text), 'application/json')
}

/** Undefined when nothing was chosen or the file was refused. */
export async function importProfile(title: string, withSecrets: boolean): Promise<SavedProfile | undefined> {
  const picked = await bridge().pickFile({ title, extensions: ['json'] })
  return picked ? ask(({ call }) => call('profiles.importFile', fromUtf8(picked.bytes), withSecrets)) : undefined
}
