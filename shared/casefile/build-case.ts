import { toHex } from '../text/bytes.ts'
import type { Failure } from '../contract/failure.ts'
import type { SessionInfo } from '../contract/serial.ts'
import type { WizardRun } from '../contract/wizard.ts'
import { hash } from '../signature/digest.ts'
import type { Text } from '../text/local-text.ts'
import { bullets } from '../wizard/mask-plan.ts'
import type { Job, PemFile } from '../wizard/credential.ts'
import { exchangesOf } from './exchanges.ts'
import { caseFormat, caseLimits, caseVersion, type CaseFile, type CaseJob, type CaseRun } from './format.ts'
import { findIdentifiers } from './identifiers.ts'
import { identifierMask } from './mask-identifiers.ts'
import { maskPieces, streamOf } from './mask-stream.ts'
import { moduleOf } from './module-answers.ts'
import { secretMasks } from './secret-masks.ts'
import { shortPortName } from './port-name.ts'
import { encodeChunk, transcriptLines, type Piece } from './transcript.ts'

export type CaseSources = {
  readonly program: string
  /** ms since the epoch. */
  readonly now: number
  readonly session: Pick<SessionInfo, 'port' | 'settings'>
  /** Left out: the session alone, without a plan. */
  readonly run?: WizardRun
  /** Everything that is known of the session, in order; `at` in ms since the epoch. */
  readonly pieces: readonly Piece[]
  /** Where the transcript begins, in ms since the epoch; what came before still tells who the module is. */
  readonly from?: number
  /** Pieces that are not in `pieces` any more. */
  readonly omitted?: number
  /** Values that stand nowhere, whatever else has hidden them already. */
  readonly secrets?: readonly string[]
  /** Folders that name a person, such as the home folder. */
  readonly folders?: readonly string[]
}

/** The case file of a run, or of a session without one: secrets hidden, numbers that tell one module or card from another replaced. */
export function buildCase({ program, now, session, run, pieces, from, omitted = 0, secrets = [], folders = [] }: CaseSources): CaseFile {
  const lines = transcriptLines(pieces)
  const texts = [streamOf(pieces, 'in'), streamOf(pieces, 'out'), run ? JSON.stringify(run, (_, value: unknown) => (value instanceof Uint8Array ? undefined : value)) : '']
  const maskNumbers = identifierMask(findIdentifiers(lines, texts))
  const hidden = secretMasks(secrets)
  const port = shortPortName(session.port)
  const paths = [session.port.path, ...folders].filter((path) => /[\\/]/.test(path) && path.length > 2).toSorted((a, b) => b.length - a.length)
  const withoutPaths = (content: string): string => paths.reduce((shown, path) => shown.replaceAll(path, path === session.port.path ? port : '~'), content)
  const say = (content: string): string => maskNumbers(hidden.text(content))
  // Paths stand in the program's own words alone; a topic may look like one.
  const remark = (content: string): string => say(withoutPaths(content))

  const begin = from ?? pieces[0]?.at ?? now
  const masked = maskPieces(pieces, (stream) => maskNumbers(hidden.stream(stream)), remark).filter(({ at }) => at >= begin)
  const { kept, dropped } = newest(masked)
  const module = moduleOf(exchangesOf(lines))
  return {
    format: caseFormat,
    version: caseVersion,
    program,
    createdAt: new Date(now).toISOString(),
    session: { kind: session.port.kind, port, ...(session.port.label !== '' && { label: remark(session.port.label).slice(0, 512) }), settings: session.settings },
    module: {
      ...(module.model !== undefined && { model: say(module.model) }),
      ...(module.firmware !== undefined && { firmware: say(module.firmware) }),
      answers: module.answers.map(({ command, lines: answer }) => ({ command, lines: answer.map(say) })),
    },
    ...(run && { run: caseRun(run, begin, say, remark) }),
    transcript: { startedAt: new Date(begin).toISOString(), omitted: omitted + dropped, chunks: kept.map((piece) => encodeChunk({ ...piece, at: piece.at - begin })) },
  }
}

/** The end of a transcript that has more than a file holds. */
function newest(pieces: readonly Piece[]): { readonly kept: readonly Piece[]; readonly dropped: number } {
  let bytes = 0
  let first = pieces.length
  while (first > 0 && pieces.length - first < caseLimits.chunks && bytes + (pieces[first - 1]?.bytes.length ?? 0) <= caseLimits.transcriptBytes) {
    first--
    bytes += pieces[first]?.bytes.length ?? 0
  }
  return { kept: pieces.slice(first), dropped: first }
}

type Say = (content: string) => string

const sayBoth = ({ en, zh }: Text, say: Say): Text => ({ en: say(en), zh: say(zh) })

const sayFailure = ({ code, stage, what, next, evidence }: Failure, say: Say): Failure => ({
  code,
  stage,
  what: sayBoth(what, say),
  next: sayBoth(next, say),
  ...(evidence !== undefined && { evidence: say(evidence) }),
})

function caseRun({ plan, steps, status, position, received, notice, probe }: WizardRun, begin: number, say: Say, remark: Say): CaseRun {
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
      return {
        id: step.id,
        stage: step.stage,
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
      }
    }),
    received: received.map(({ at, topic, payload }) => ({ at: at - begin, topic: say(topic), payload: say(payload) })),
    ...(notice && { notice: sayFailure(notice, remark) }),
    ...(probe && { probe: { at: probe.at - begin, layers: probe.layers.map(({ layer, passed, detail }) => ({ layer, passed, detail: say(detail) })), verdict: sayBoth(probe.verdict, say) } }),
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
