import { toHex } from '../text/bytes.ts'
import type { Failure } from '../contract/failure.ts'
import type { ExtraRun, StepCheck, WizardRun } from '../contract/wizard.ts'
import { hash } from '../signature/digest.ts'
import type { Text } from '../text/local-text.ts'
import { bullets } from '../wizard/mask-plan.ts'
import type { Job, PemFile } from '../wizard/credential.ts'
import type { CaseCheck, CaseExtra, CaseJob, CaseRun } from './format.ts'

type Say = (content: string) => string

const sayBoth = ({ en, zh }: Text, say: Say): Text => ({ en: say(en), zh: say(zh) })

const sayFailure = ({ code, stage, earliest, what, next, evidence }: Failure, say: Say): Failure => ({
  code,
  stage,
  ...(earliest && { earliest }),
  what: sayBoth(what, say),
  next: sayBoth(next, say),
  ...(evidence !== undefined && { evidence: say(evidence) }),
})

/** A run's plan and what came of it, as the file has them. `say` hides what a file must not show; `remark` also folders, in the program's own words. */
export function caseRun({ plan, steps, status, position, received, extras, notice, probe }: WizardRun, begin: number, say: Say, remark: Say): CaseRun {
  return {
    modem: plan.modem,
    cloud: plan.cloud,
    ...(plan.variant !== undefined && { variant: plan.variant }),
    title: sayBoth(plan.title, say),
    status,
    position,
    job: caseJob(plan.job, say),
    findings: plan.findings.map(({ severity, code, stage, field, what, next }) => ({ severity, code, stage, ...(field !== undefined && { field }), what: sayBoth(what, say), next: sayBoth(next, say) })),
    steps: plan.steps.map((step, index) => {
      const state = steps[index]
      const checks = (state?.checks ?? []).flatMap((check) => caseCheck(check, say, remark))
      return {
        id: step.id,
        stage: step.stage,
        ...(step.covers && { covers: [...step.covers] }),
        title: sayBoth(step.title, say),
        why: sayBoth(step.why, say),
        source: step.source,
        risk: step.risk,
        send: say(step.send),
        ...(state?.sent !== undefined && { sent: say(state.sent) }),
        ...(step.then && { data: { prompt: step.then.prompt, label: say(step.then.label), bytes: step.then.bytes.length } }),
        limitMs: state?.patienceMs ?? 0,
        status: state?.status ?? 'waiting',
        ...(state?.startedAt !== undefined && { startedAt: state.startedAt - begin }),
        ...(state?.elapsedMs !== undefined && { elapsedMs: state.elapsedMs }),
        lines: (state?.lines ?? []).map(say),
        captured: (state?.captured ?? []).map(({ name, value, words, secret }) => ({
          name,
          label: step.capture?.find((capture) => capture.name === name)?.label ?? { en: name, zh: name },
          value: secret ? bullets : say(value),
          ...(words && { words }),
          ...(secret && { secret }),
        })),
        ...(state?.failure && { failure: sayFailure(state.failure, remark) }),
        ...(checks.length > 0 && { checks }),
      }
    }),
    received: received.map(({ at, topic, payload }) => ({ at: at - begin, topic: say(topic), payload: say(payload) })),
    ...(extras.length > 0 && { extras: extras.map((extra) => caseExtra(extra, begin, say, remark)) }),
    ...(notice && { notice: sayFailure(notice, remark) }),
    ...(probe && { probe: { at: probe.at - begin, layers: probe.layers.map(({ layer, passed, detail }) => ({ layer, passed, detail: say(detail) })), verdict: sayBoth(probe.verdict, say) } }),
  }
}

/** Those that were only offered tell nothing of this case. */
function caseCheck({ send, tells, status, lines, findings, failure }: StepCheck, say: Say, remark: Say): readonly CaseCheck[] {
  if (status === 'offered') return []
  const told = lines.map(({ text, words }) => ({ text: say(text), ...(words && { words: sayBoth(words, say) }) }))
  return [{ send: say(send), tells: sayBoth(tells, say), status, lines: told, findings: findings.map(({ means, verdict }) => ({ means: sayBoth(means, say), verdict })), ...(failure && { failure: sayFailure(failure, remark) }) }]
}

function caseExtra({ kind, topic, payload, qos, status, startedAt, elapsedMs, sent, lines, failure }: ExtraRun, begin: number, say: Say, remark: Say): CaseExtra {
  return {
    kind,
    ...(topic !== undefined && { topic: say(topic) }),
    ...(payload !== undefined && { payload: say(payload) }),
    ...(qos !== undefined && { qos }),
    status,
    startedAt: startedAt - begin,
    ...(elapsedMs !== undefined && { elapsedMs }),
    sent: sent.map(say),
    lines: lines.map(say),
    ...(failure && { failure: sayFailure(failure, remark) }),
  }
}

/** A name may come with its folders from a command line. */
const nameOnly = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

const publicFile = ({ name, bytes }: PemFile, say: Say) => ({ name: say(nameOnly(name)), bytes: bytes.length, sha256: toHex(hash('sha256', bytes)) })

function caseJob({ credential, exchange, keepAlive, options }: Job, say: Say): CaseJob {
  const { host, port, tls, ca, certificate, privateKey, clientId, username, password, webSocketPath, serverName, alpn } = credential
  const { publishTopic, subscribeTopic, payload, qos, subscribeQos, retain } = exchange
  return {
    host: say(host),
    port,
    tls,
    clientId: say(clientId),
    ...(username !== undefined && { username: say(username) }),
    ...(password !== undefined && { password: bullets }),
    ...(ca && { ca: publicFile(ca, say) }),
    ...(certificate && { certificate: publicFile(certificate, say) }),
    ...(privateKey && { privateKey: { name: say(nameOnly(privateKey.name)) } }),
    ...(webSocketPath !== undefined && { webSocketPath: say(webSocketPath) }),
    ...(serverName && { serverName }),
    ...(alpn && { alpn: [...alpn] }),
    ...(keepAlive !== undefined && { keepAlive }),
    ...(publishTopic !== undefined && { publishTopic: say(publishTopic) }),
    ...(subscribeTopic !== undefined && { subscribeTopic: say(subscribeTopic) }),
    payload: say(payload),
    qos,
    subscribeQos,
    retain,
    ...(options && { options: Object.fromEntries(Object.entries(options).map(([key, value]) => [key, say(value)])) }),
  }
}
