import { randomUUID } from 'node:crypto'
import { Emitter } from '../../../../shared/contract/emitter.ts'
import { fail, ok, type Failure, type Result } from '../../../../shared/contract/failure.ts'
import type { OpenedRecording } from '../../../../shared/contract/recordings.ts'
import type { ReplaySnapshot, ReplaySpeed, ReplayState } from '../../../../shared/contract/replays.ts'
import type { Chunk } from '../../../../shared/contract/serial.ts'
import { cannotRead, isLive } from '../library-failures.ts'
import type { OpenedFile } from '../opened-recording.ts'
import type { RowPlace } from '../row-index.ts'
import { Player } from './player.ts'
import { noSuchReplay, tooManyReplays } from './replay-failures.ts'

/** Each holds a file and some megabytes. */
const mostReplays = 8
/** Rows before a place that are put on the screen again. */
const rowsBefore = 1000

export type ReplayServiceOptions = {
  readonly library: {
    readonly open: (name: string) => Promise<Result<OpenedRecording>>
    readonly close: (id: string) => Promise<Result<null>>
    readonly openedFile: (id: string) => OpenedFile | undefined
  }
}

type Replay = { readonly player: Player; readonly file: OpenedFile; problem: Failure | undefined }

/** Recordings that are played. They belong to the program, as sessions do: every page sees the same ones. */
export class ReplayService {
  readonly #library: ReplayServiceOptions['library']
  readonly #replays = new Map<string, Replay>()
  readonly #changed = new Emitter<[ReplayState]>()
  readonly #closed = new Emitter<[string]>()
  readonly #played = new Emitter<[string, Chunk[]]>()

  readonly onDidChange = this.#changed.on
  readonly onDidClose = this.#closed.on
  readonly onDidPlay = this.#played.on

  constructor({ library }: ReplayServiceOptions) {
    this.#library = library
  }

  async list(): Promise<readonly ReplayState[]> {
    return [...this.#replays].map(([id, replay]) => stateOf(id, replay))
  }

  async snapshot(id: string, fromSeq: number): Promise<Result<ReplaySnapshot>> {
    const replay = this.#replays.get(id)
    return replay ? ok(replay.player.snapshot(fromSeq)) : fail(noSuchReplay)
  }

  async open(name: string, row: number | null): Promise<Result<ReplayState>> {
    if (this.#replays.size >= mostReplays) return fail(tooManyReplays)
    const opened = await this.#library.open(name)
    if (!opened.ok) return opened
    const { id: recordingId, entry } = opened.value
    const file = this.#library.openedFile(recordingId)
    if (!file || entry.isLive) {
      await this.#library.close(recordingId)
      return fail(entry.isLive ? isLive(name) : cannotRead(name, undefined))
    }
    const id = randomUUID()
    const replay: Replay = {
      file,
      problem: undefined,
      player: new Player(
        {
          handle: file.handle,
          startedAt: entry.startedAt,
          onPlayed: (chunks) => this.#played.fire(id, chunks),
          onChange: () => this.#tell(id),
          onFailure: (error) => {
            replay.problem = cannotRead(name, error)
            this.#tell(id)
          },
        },
        beginning(file),
      ),
    }
    this.#replays.set(id, replay)
    if (row !== null) await this.seek(id, { row })
    replay.player.play()
    return ok(stateOf(id, replay))
  }

  play(id: string): Promise<Result<ReplayState>> {
    return this.#with(id, async ({ player, file }) => {
      if (player.isOver) await player.seek(beginning(file), file.info().entry.startedAt, [])
      player.play()
    })
  }

  pause(id: string): Promise<Result<ReplayState>> {
    return this.#with(id, async ({ player }) => player.pause())
  }

  seek(id: string, to: { readonly row: number } | { readonly at: number }): Promise<Result<ReplayState>> {
    return this.#with(id, async (replay) => {
      const { player, file } = replay
      const { startedAt, endedAt } = stateOf(id, replay)
      const at = 'at' in to ? Math.min(endedAt, Math.max(startedAt, to.at)) : undefined
      const row = 'row' in to ? to.row : await file.rowAtTime(to.at)
      const place = await file.placeOf(row)
      const from = Math.max(0, (place?.row ?? 0) - rowsBefore)
      const before = place ? await file.rows(from, place.row - from) : []
      await player.seek(place ?? beginning(file), at ?? place?.at ?? startedAt, before)
    })
  }

  set(id: string, { speed, shortensGaps }: { readonly speed?: ReplaySpeed | undefined; readonly shortensGaps?: boolean | undefined }): Promise<Result<ReplayState>> {
    return this.#with(id, async ({ player }) => {
      if (shortensGaps !== undefined) player.shortensGaps = shortensGaps
      player.setSpeed(speed === undefined ? player.speed : speed)
    })
  }

  async close(id: string): Promise<Result<null>> {
    const replay = this.#replays.get(id)
    if (!replay) return fail(noSuchReplay)
    this.#replays.delete(id)
    await replay.player.close()
    await this.#library.close(replay.file.id)
    this.#closed.fire(id)
    return ok(null)
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#replays.keys()].map((id) => this.close(id)))
  }

  async #with(id: string, step: (replay: Replay) => Promise<void>): Promise<Result<ReplayState>> {
    const replay = this.#replays.get(id)
    if (!replay) return fail(noSuchReplay)
    try {
      await step(replay)
    } catch (error) {
      replay.problem = cannotRead(replay.file.name, error)
    }
    return ok(stateOf(id, replay))
  }

  #tell(id: string): void {
    const replay = this.#replays.get(id)
    if (replay) this.#changed.fire(stateOf(id, replay))
  }
}

const beginning = (file: OpenedFile): RowPlace => ({ ...file.start, row: 0, takesData: false })

function stateOf(id: string, { player, file, problem }: Replay): ReplayState {
  const { entry, rows, lastAt } = file.info()
  const endedAt = Math.max(entry.startedAt, entry.endedAt, lastAt ?? 0)
  const { at, row, speed, shortensGaps, isPlaying, isOver } = player
  return {
    id,
    name: entry.name,
    port: entry.port,
    ...(entry.modem !== undefined && { modem: entry.modem }),
    recordingId: file.id,
    startedAt: entry.startedAt,
    endedAt,
    at: isOver ? endedAt : Math.min(at, endedAt),
    row,
    rows: Math.max(rows, row),
    speed,
    shortensGaps,
    isPlaying,
    isOver,
    ...(problem && { problem }),
  }
}
