import type { CloudProfile } from '../../shared/clouds/profile.ts'
import { brokenHint, type LoadedCatalogue } from './load-catalogue.ts'
import { UsageError } from './usage-error.ts'

/** A cloud by its id; one that does not exist is bad usage. */
export function chooseCloud(catalogue: LoadedCatalogue, id: string): CloudProfile {
  const cloud = catalogue.findCloud(id)
  if (!cloud) throw new UsageError(`unknown cloud “${id}”; there is ${catalogue.clouds.map((each) => each.id).join(', ')}${brokenHint(catalogue)}`)
  return cloud
}
