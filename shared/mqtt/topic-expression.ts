import { fromLatin1, utf8 } from '../text/bytes.ts'

const literal = (value: string): string => fromLatin1(utf8(value)).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/**
 * What `topicMatches` says, as an expression over the bytes of a topic, one character a byte: for whoever has many topics to look at and none of them
 * as text. MQTT 3.1.1 and 5, section 4.7; `$share/group/filter` is matched by its filter.
 */
export function topicExpression(filter: string): RegExp {
  const levels = filter.replace(/^\$share\/[^/]*\//, '').split('/')
  const isOfAll = levels[0] === '#' || levels[0] === '+'
  let source = ''
  for (const [index, level] of levels.entries()) {
    // `a/#` matches `a` as well.
    if (level === '#') source += index === 0 ? '.*' : '(?:/.*)?'
    else source += (index === 0 ? '' : '/') + (level === '+' ? '[^/]*' : literal(level))
  }
  // A wildcard in the first level does not match the broker's own topics ($SYS/...).
  return new RegExp(`^${isOfAll ? '(?!\\$)' : ''}${source}$`, 's')
}

/** Topics that contain a text, whatever the case of its letters. */
export const topicTextExpression = (value: string): RegExp => new RegExp(literal(value), 'i')
