/** The profile with this id; the first when the id is unknown (kept from a version that had it). */
export function findById<T extends { readonly id: string }>(all: readonly T[], id: string): T {
  const found = all.find((one) => one.id === id) ?? all[0]
  if (!found) throw new Error('There is at least one profile of each kind')
  return found
}
