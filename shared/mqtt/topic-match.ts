/**
 * Whether a broker delivers a message on `topic` to a subscription on `filter` (MQTT 3.1.1 and 5, section 4.7).
 * `$share/group/filter` is matched by its filter. Neither side is checked for validity: see topic-rules.ts.
 */
export function topicMatches(filter: string, topic: string): boolean {
  const levels = plainFilter(filter).split('/')
  const names = topic.split('/')
  // A wildcard in the first level does not match the broker's own topics ($SYS/...).
  if (topic.startsWith('$') && (levels[0] === '#' || levels[0] === '+')) return false
  for (const [index, level] of levels.entries()) {
    if (level === '#') return true
    const name = names[index]
    if (name === undefined || (level !== '+' && level !== name)) return false
  }
  return levels.length === names.length
}

function plainFilter(filter: string): string {
  if (!filter.startsWith('$share/')) return filter
  const end = filter.indexOf('/', '$share/'.length)
  return end === -1 ? filter : filter.slice(end + 1)
}
