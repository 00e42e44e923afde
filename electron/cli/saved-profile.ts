import { readFile } from 'node:fs/promises'
import type { InputValue } from '../../shared/clouds/index.ts'
import { defaultDataDir } from '../app/data-dir.ts'
import { parseProfileFile, ProfilesService } from '../services/profiles/index.ts'
import { loadCatalogue } from './load-catalogue.ts'
import { UsageError } from './usage-error.ts'

export type Saved = { readonly name: string; readonly modem: string; readonly cloud: string; readonly variant?: string; readonly inputs: Record<string, InputValue> }

const defined = (inputs: Readonly<Record<string, InputValue | undefined>>): Record<string, InputValue> =>
  Object.fromEntries(Object.entries(inputs).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])))

/** The service alone, reading what the workbench saved. */
export async function savedProfiles(dataDir: string | undefined): Promise<ProfilesService> {
  const catalogue = await loadCatalogue(dataDir)
  return new ProfilesService({ dataDir: dataDir ?? defaultDataDir(), catalogue: () => catalogue })
}

/** By name; else a file that one was exported to. Neither is bad usage. Secrets that were not kept are simply not there: `--set` gives them. */
export async function readSavedProfile(nameOrFile: string, dataDir: string | undefined): Promise<Saved> {
  const service = await savedProfiles(dataDir)
  const all = await service.list()
  const named = all.find(({ name }) => name === nameOrFile)
  if (named) {
    const loaded = await service.load(named.id)
    if (!loaded.ok) throw new UsageError(`${loaded.failure.what.en} ${loaded.failure.next.en}`)
    const { profile, inputs } = loaded.value
    return { name: profile.name, modem: profile.modem, cloud: profile.cloud, ...(profile.variant !== undefined && { variant: profile.variant }), inputs: defined(inputs) }
  }
  const content = await readFile(nameOrFile, 'utf8').catch(() => undefined)
  if (content === undefined) {
    const known = all.length === 0 ? 'nothing is saved' : `there is ${all.map(({ name }) => name).join(', ')}`
    throw new UsageError(`no saved profile and no file is called “${nameOrFile}”; ${known}`)
  }
  const parsed = parseProfileFile(content)
  if (!parsed) throw new UsageError(`${nameOrFile} is no saved profile of ATelier`)
  return { ...parsed, inputs: defined(parsed.inputs) }
}
