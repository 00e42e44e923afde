import type { SessionInfo } from '../contract/serial.ts'
import type { WizardRun } from '../contract/wizard.ts'
import { caseRun } from './case-run.ts'
import { exchangesOf } from './exchanges.ts'
import { caseFormat, caseLimits, caseVersion, type CaseFile } from './format.ts'
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
