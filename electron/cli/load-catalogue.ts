import { join } from 'node:path'
import { makeCatalogue, type Catalogue } from '../../shared/catalogue.ts'
import type { ProfileFile } from '../../shared/contract/user-profiles.ts'
import { defaultDataDir } from '../app/data-dir.ts'
import { readUserFolder } from '../services/user-profiles/index.ts'

/** `broken`: files of the person's that cannot be used. */
export type LoadedCatalogue = Catalogue & { readonly broken: readonly ProfileFile[] }

/** Every modem and cloud, the person's own from `<data folder>/profiles` among them. */
export async function loadCatalogue(dataDir: string | undefined): Promise<LoadedCatalogue> {
  const state = await readUserFolder(join(dataDir ?? defaultDataDir(), 'profiles'))
  return { ...makeCatalogue(state), broken: state.files.filter(({ profile }) => profile === undefined) }
}

/** For a message that something is not there: it may be in a file that cannot be used. */
export const brokenHint = ({ broken }: LoadedCatalogue): string =>
  broken.length === 0 ? '' : `; ${broken.map(({ file }) => file).join(', ')} cannot be used, “atelier profiles check” says why`
