import { placeholdersOf } from '../../text/placeholders.ts'
import type { Template } from '../workspace/schema.ts'

/** The names that stand between double braces anywhere in a message, whoever fills them. */
export function namesIn({ topic, moreTopics, payload, properties }: Template): ReadonlySet<string> {
  const { contentType, responseTopic, correlation, userProperties } = properties
  const typed = [topic, ...moreTopics, payload, contentType, responseTopic, correlation, ...userProperties.flatMap(({ name, value }) => [name, value])]
  return new Set(typed.flatMap((each) => placeholdersOf(each).map(({ name }) => name)))
}
