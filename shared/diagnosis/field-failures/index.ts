import { stages } from '../../contract/failure.ts'
import type { Evidence } from '../../wizard/step.ts'
import { cloudFailures } from './cloud.ts'
import { dataFailures } from './data.ts'
import type { FieldFailure } from './field-failure.ts'
import { FieldMatcher, linesOfEvidence, type Match, type Scope, type SeenLine } from './match.ts'
import { modemFailures } from './modem.ts'
import { familyFailures } from './mqtt-families.ts'
import { mqttFailures } from './mqtt.ts'
import { netFailures } from './net.ts'
import { portFailures } from './port.ts'
import { publishFailures } from './publish.ts'
import { radioFailures } from './radio.ts'
import { simFailures } from './sim.ts'
import { tlsFailures } from './tls.ts'

const topics = [portFailures, modemFailures, simFailures, radioFailures, dataFailures, netFailures, tlsFailures, mqttFailures, familyFailures, publishFailures, cloudFailures]

/** Every field failure, in the order of the stages. */
export const fieldFailures: readonly FieldFailure[] = topics.flat().toSorted((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage))

const matcher = new FieldMatcher(fieldFailures)

/** What shows in a log's lines, the most specific first. */
export const matchFieldFailures = (lines: readonly SeenLine[], scope: Scope): readonly Match[] => matcher.inLines(lines, scope)

/** What shows at one line of a log. */
export const matchFieldFailuresAt = (lines: readonly SeenLine[], at: number, scope: Scope): readonly Match[] => matcher.at(lines, at, scope)

/** What may be behind a step of the wizard that failed; `code` is its failure's, `earlier` the lines of the steps before it. */
export function fieldFailuresOfStep(evidence: Evidence, code: string | undefined, scope: Scope, earlier: readonly SeenLine[] = []): readonly FieldFailure[] {
  return matcher.inLines([...earlier, ...linesOfEvidence(evidence, code)], scope, earlier.length).map(({ entry }) => entry)
}

export type { Answer, Cause, Check, Family, FieldFailure, Sign } from './field-failure.ts'
export { families, familyOf } from './match.ts'
export type { Match, Scope, SeenLine } from './match.ts'
