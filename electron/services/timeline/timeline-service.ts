import { randomUUID } from 'node:crypto'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { TimelineRow, TimelineSource, TimelineState } from '../../../shared/contract/timeline.ts'
import { text } from '../../../shared/text/local-text.ts'
import { followMessages, followSession, type FollowedLog, type MessageLogs, type SessionLogs } from './followed-logs.ts'
import { Timeline } from './timeline.ts'
import { timelineRow } from './timeline-rows.ts'

export type TimelineServiceOptions = {
  readonly sessions: SessionLogs
  readonly mqtt: MessageLogs
  /** ms since the epoch; the clock that sessions and connections take their times from. */
  readonly clock: () => number
}

/** Time lines open at once; the oldest closes when another is one too many: a page that was closed does not say goodbye. */
const openAtMost = 8

const notOpen: Failure = {
  code: 'timeline.not-open',
  stage: 'port',
  what: text('This time line is not open', '这条时间线没有打开'),
  next: text('Open it again.', '请重新打开。'),
}

const gone = ({ kind }: TimelineSource): Failure => ({
  code: 'timeline.source-gone',
  stage: kind === 'session' ? 'port' : 'mqtt',
  what: kind === 'session' ? text('A port that the time line is to show is no longer open', '时间线要显示的串口已关闭') : text('A connection that the time line is to show no longer exists', '时间线要显示的 MQTT 连接已不存在'),
  next: text('Choose again from what is open now.', '请从当前打开的串口和连接中重新选择。'),
})

/** Sessions and MQTT connections on one time line. */
export class TimelineService {
  readonly #options: TimelineServiceOptions
  readonly #open = new Map<string, Timeline>()
  readonly #grew = new Emitter<[TimelineState]>()
  readonly onDidGrow = this.#grew.on

  constructor(options: TimelineServiceOptions) {
    this.#options = options
  }

  async open(sources: readonly TimelineSource[]): Promise<Result<TimelineState>> {
    const timelineId = randomUUID()
    const { sessions, mqtt, clock } = this.#options
    const logs: FollowedLog[] = []
    for (const source of sources) {
      const onGrow = (): void => this.#open.get(timelineId)?.grew()
      const log = source.kind === 'session' ? await followSession(sessions, source.id, onGrow) : await followMessages(mqtt, source.id, onGrow)
      if (!log) {
        for (const other of logs) other.close()
        return fail(gone(source))
      }
      logs.push(log)
    }
    const timeline = new Timeline({ timelineId, sources, logs, clock, onGrow: (state) => this.#grew.fire(state) })
    this.#open.set(timelineId, timeline)
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= openAtMost) break
      await this.close(oldest)
    }
    return ok(timeline.state())
  }

  async close(timelineId: string): Promise<Result<null>> {
    const timeline = this.#open.get(timelineId)
    if (!timeline) return fail(notOpen)
    this.#open.delete(timelineId)
    timeline.close()
    return ok(null)
  }

  async rows(timelineId: string, from: number, count: number): Promise<Result<readonly TimelineRow[]>> {
    const timeline = this.#open.get(timelineId)
    if (!timeline) return fail(notOpen)
    const rows = await timeline.read(from, count)
    return ok(rows.map(({ source, row }, index) => timelineRow(from + index, source, row, timeline.passed(from + index))))
  }

  async rowAtTime(timelineId: string, at: number): Promise<Result<number>> {
    const timeline = this.#open.get(timelineId)
    return timeline ? ok(await timeline.rowAtTime(at)) : fail(notOpen)
  }

  async dispose(): Promise<void> {
    for (const timeline of this.#open.values()) timeline.close()
    this.#open.clear()
  }
}
