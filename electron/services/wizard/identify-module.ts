import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { Catalogue } from '../../../shared/catalogue.ts'
import { identityQuestions, type Identification } from '../../../shared/modems/identify.ts'
import { noAnswer } from './run-failures.ts'
import { RunLink } from './run-link.ts'
import type { OpenChannel, SessionAccess } from './session-access.ts'

/** ms for a question that reads a value. */
const quick = 1_000

/** Asks the module at a session what it is. Owns the port for that while only. */
export async function identifyModule(sessions: SessionAccess, openChannel: OpenChannel, sessionId: string, identify: Catalogue['identify']): Promise<Result<Identification>> {
  const observer = sessions.observe(sessionId)
  if (!observer.ok) return observer
  const link = new RunLink(sessions, sessionId, observer.value)
  const owned = link.own()
  if (!owned.ok) {
    link.dispose()
    return owned
  }
  // Which family it is decides what ends a line; all of them take a line feed after the carriage return, ESP-AT wants one.
  const channel = openChannel(link.at, { lineEnd: '\r\n' })
  try {
    const greeting = await channel.run({ line: 'AT', timeoutMs: quick })
    if (greeting.lost) return fail(greeting.lost)
    if (greeting.final === null) return fail(noAnswer)
    const answers: (readonly string[])[] = []
    for (const line of identityQuestions) {
      const reply = await channel.run({ line, timeoutMs: quick })
      if (reply.lost) return fail(reply.lost)
      answers.push(reply.info)
    }
    return ok(identify(answers))
  } finally {
    channel.dispose()
    link.dispose()
  }
}
