import { tlsContext as luatContext } from '../modems/luat-air780e/constants.ts'
import { tlsContext as quectelContext } from '../modems/quectel-ec20/constants.ts'
import { tlsContext as simcomContext } from '../modems/simcom-sim7600/constants.ts'
import { isAddress } from '../text/is-address.ts'
import type { Text } from '../text/local-text.ts'
import type { Plan } from '../wizard/plan.ts'
import type { Evidence } from '../wizard/step.ts'
import { lateAnswerOf, looksUpName, onlyReads, showsLogin, type LateAnswer } from './check-command.ts'
import { commandFor } from './field-failures/commands.ts'
import { familyOf, fieldFailuresOfStep, type Answer, type Family, type SeenLine } from './field-failures/index.ts'

/** A command that tells apart what may be behind a failed step, ready to be sent. */
export type NextCheck = {
  readonly send: string
  readonly tells: Text
  /** ms until the final result. */
  readonly timeoutMs: number
  readonly urc?: LateAnswer
  readonly answers: readonly Answer[]
  /** Not known to leave the modem as it is. */
  readonly changes: boolean
}

/** More would be a list to choose from, not the next thing to do. */
const most = 3

/** ms, where the catalogue gives none. */
const usualTime = 5_000

const contexts: Readonly<Partial<Record<Family, number>>> = { quectel: quectelContext, simcom: simcomContext, luat: luatContext }

/** The plans' data connection: 0 on an LTE module whose first one comes with the registration. */
const pdpContext = (family: Family | undefined): number => (family === 'nrf' ? 0 : 1)

/**
 * What to ask the modem next, the likeliest cause first. Empty where the catalogue knows nothing of such a failure. `earlier`: what passed
 * between PC and modem before, such as a TLS setting that tells what a result means.
 */
export function nextChecks(evidence: Evidence, code: string, { modem, cloud, job }: Pick<Plan, 'modem' | 'cloud' | 'job'>, earlier: readonly SeenLine[] = []): readonly NextCheck[] {
  const { host, port } = job.credential
  const family = familyOf(modem)
  const values: Readonly<Record<string, string | undefined>> = { host, port: String(port), cid: String(pdpContext(family)), ctx: family && contexts[family]?.toString() }
  const found = new Map<string, NextCheck>()
  for (const check of fieldFailuresOfStep(evidence, code, { modem, cloud }, earlier).flatMap(({ checks }) => checks)) {
    const send = filled(commandFor(check, family), values)
    if (send === undefined || found.has(send) || showsLogin(send) || (looksUpName(send) && isAddress(host))) continue
    const urc = check.urc === undefined ? lateAnswerOf(send) : { prefix: check.urc, timeoutMs: check.timeoutMs ?? usualTime }
    found.set(send, { send, tells: check.tells, timeoutMs: check.timeoutMs ?? usualTime, ...(urc && { urc }), answers: check.answers ?? [], changes: !onlyReads(send) })
    if (found.size === most) break
  }
  return [...found.values()]
}

/** Undefined where a place stays empty, or its value could not stand in a command. */
function filled(command: string | undefined, values: Readonly<Record<string, string | undefined>>): string | undefined {
  if (command === undefined) return undefined
  const line = command.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
  return /\{\w+\}|[\r\n]/.test(line) || (/["\\]/.test(values['host'] ?? '') && command.includes('{host}')) ? undefined : line
}
