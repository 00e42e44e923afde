/** Takes everything, or all of a level of many topics: `#`, `+/#`, `+/+`, and the same in a shared subscription. No name in it says whose messages they are. */
export function isEverything(filter: string): boolean {
  const levels = filter.replace(/^\$share\/[^/]*\//, '').split('/')
  // `/#`: a leading slash makes an empty first level, which says nothing either.
  return /[#+]/.test(filter) && levels.every((level) => level === '#' || level === '+' || level === '')
}
