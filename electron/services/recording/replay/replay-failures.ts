import type { Failure } from '../../../../shared/contract/failure.ts'
import { text } from '../../../../shared/text/local-text.ts'

export const noSuchReplay: Failure = {
  code: 'replay.closed',
  stage: 'port',
  what: text('This replay is closed.', '这次回放已关闭。'),
  next: text('Start it again from the list of recordings.', '请从录制列表重新开始回放。'),
}

export const tooManyReplays: Failure = {
  code: 'replay.too-many',
  stage: 'port',
  what: text('Too many recordings are being replayed at once.', '同时回放的录制过多。'),
  next: text('Close a replay first.', '请先关闭一个回放。'),
}
