import { clouds, findCloud, type CloudProfile } from '../../shared/clouds/index.ts'
import { UsageError } from './usage-error.ts'

/** A cloud by its id; one that does not exist is bad usage. */
export function chooseCloud(id: string): CloudProfile {
  const cloud = findCloud(id)
  if (!cloud) throw new UsageError(`unknown cloud “${id}”; there is ${clouds.map((each) => each.id).join(', ')}`)
  return cloud
}
