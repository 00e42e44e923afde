import { buildField } from '../../profiles/build-field.ts'
import { fillTemplate } from '../../profiles/template.ts'
import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Closing, Step } from '../../wizard/step.ts'
import { attachSteps } from '../common-3gpp/attach-steps.ts'
import { explainRestart } from '../common-3gpp/explain-network.ts'
import type { ModemProfile } from '../profile.ts'
import { explainLoss, explainRule, explainUserModem, resultRules, ruleFor } from './explain.ts'
import { lintUserModem, stillHolding } from './lint.ts'
import type { UserModem } from './schema.ts'
import { applies, buildStep, jobScope, mergeSteps } from './steps.ts'

function ownSteps(modem: UserModem, job: Job): ReadonlyMap<string, Step> {
  const scope = jobScope(job, new Set(modem.fields.flatMap(({ key, kind }) => (kind === 'secret' ? [key] : []))))
  return new Map(modem.steps.filter((step) => applies(step, job)).map((step) => [step.id, buildStep(step, modem, job, scope)]))
}

function stepsOf(modem: UserModem, base: ModemProfile | undefined, job: Job): readonly Step[] {
  const made = ownSteps(modem, job)
  if (base) return mergeSteps(base.steps(job), modem, made)
  const { network } = modem
  const attach = network ? attachSteps({ registration: network.registration, manual: modem.source, quick: network.quickMs, simTime: network.simMs, attachTime: network.attachMs }) : []
  return [...attach, ...made.values()]
}

const isExchange = ({ when }: UserModem['steps'][number]): boolean => when.some((word) => word === 'subscribe' || word === 'publish')

/** Commands that subscribe and publish, for after the plan: those that are there only where it does. */
function exchangeOf(modem: UserModem, base: ModemProfile | undefined): Pick<ModemProfile, 'exchange'> {
  const make = base?.exchange
  const own = modem.steps.filter(isExchange)
  if (!make && own.length === 0) return {}
  const changes: UserModem = { ...modem, steps: own }
  return { exchange: (job) => (base ? mergeSteps(make?.(job) ?? [], changes, ownSteps(changes, job)) : [...ownSteps(changes, job).values()]) }
}

const withoutValues = ({ line, timeoutMs, urcPrefix }: UserModem['closing'][number]): Closing => ({
  line: fillTemplate(line, {}).text,
  timeoutMs,
  ...(urcPrefix !== undefined && { urcPrefix }),
})

/** A payload as long as the line is not judged by a pattern with open ends. */
function messageReader({ message }: UserModem): ModemProfile['parseMessage'] {
  if (!message) return () => undefined
  // A payload may hold line ends.
  const whole = new RegExp(message.pattern, 's')
  return (line) => {
    const groups = whole.exec(line)?.groups
    return groups?.['topic'] === undefined ? undefined : { topic: groups['topic'], payload: groups['payload'] ?? '' }
  }
}

/** A person's modem, made from its file's data: from here on like any other. `base`: the profile that it extends. */
export function buildModem(modem: UserModem, base?: ModemProfile): ModemProfile {
  const rules = resultRules(modem)
  const isSame = modem.steps.length === 0 && modem.remove.length === 0
  const lineEnd = modem.lineEnd === 'crlf' || (modem.lineEnd === undefined && base?.lineEnd !== undefined) ? { lineEnd: '\r\n' as const } : {}
  const restartLines = [...(base?.restartLines ?? []), ...modem.restartLines]
  const parse = modem.message ? messageReader(modem) : (base?.parseMessage ?? messageReader(modem))
  const counted = modem.message?.countedHead === undefined ? [] : [{ head: modem.message.countedHead, extra: modem.message.extraBytes }]
  const fields = [...(base?.fields ?? []), ...modem.fields.map(buildField)]
  return {
    id: modem.id,
    name: modem.name,
    maker: modem.maker,
    summary: modem.summary ?? text(`Your own profile. Source: ${modem.source}`, `自定义配置。依据：${modem.source}`),
    identity: new RegExp(modem.identity, 'im'),
    ...(base?.reach && isSame && { reach: base.reach }),
    lint: (job) => [...(base ? stillHolding(base.lint(job), modem) : []), ...lintUserModem(modem, job)],
    steps: (job) => stepsOf(modem, base, job),
    ...exchangeOf(modem, base),
    ...(base?.clock && { clock: base.clock }),
    ...(base?.describeCommand && { describeCommand: base.describeCommand }),
    ...(base?.commands && { commands: base.commands }),
    ...(base?.signatures && { signatures: base.signatures }),
    ...(base?.lines && { lines: base.lines }),
    ...(base?.manual !== undefined && { manual: base.manual }),
    ...(base?.describeAnswer && { describeAnswer: base.describeAnswer }),
    ...(fields.length > 0 && { fields }),
    // Ways of the other profile have its steps in them: with changed steps they would be another module's.
    ...(base?.variants && isSame && { variants: base.variants }),
    explain: (evidence) => (base ? (explainRule(rules, evidence.offending ?? '') ?? base.explain(evidence)) : explainUserModem(rules, evidence)),
    explainUrc: (line) => explainRestart(line, restartLines) ?? explainLoss(rules, line) ?? base?.explainUrc(line),
    describe: (line) => {
      const rule = ruleFor(rules, line)
      return rule ? { words: rule.means, isFailure: !rule.success } : base?.describe(line)
    },
    parseMessage: parse,
    urcPrefixes: [...new Set([...(base?.urcPrefixes ?? []), ...modem.urcPrefixes, ...modem.restartLines])],
    lengthUrcs: [...counted, ...(base?.lengthUrcs ?? [])],
    restartLines,
    ...lineEnd,
    closing: modem.closing.length > 0 ? modem.closing.map(withoutValues) : (base?.closing ?? []),
  }
}

const file = (name: string) => ({ name, bytes: new Uint8Array([0x41]) })

/** Jobs that together bring every step of a profile. */
const jobs: readonly Job[] = (['none', 'server', 'mutual'] as const).map((tls) => ({
  credential: { host: 'h', port: 1, tls, clientId: 'c', username: 'u', password: 'p', ...(tls !== 'none' && { ca: file('ca') }), ...(tls === 'mutual' && { certificate: file('cert'), privateKey: file('key') }) },
  exchange: { publishTopic: 'p', subscribeTopic: 's', payload: 'm', qos: 1, subscribeQos: 1, retain: false },
  keepAlive: 60,
}))

/** Ids of the steps that a profile can have, for those who extend it. */
export const stepIdsOf = (modem: ModemProfile): readonly string[] => [...new Set(jobs.flatMap((job) => modem.steps(job).map(({ id }) => id)))]
