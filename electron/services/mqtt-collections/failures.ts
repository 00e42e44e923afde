import type { Failure } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'

export const libraryBroken = (aside: string, reason: string): Failure => ({
  code: 'mqtt.collections-broken',
  stage: 'mqtt',
  what: text('The saved messages could not be read; the list begins empty.', '已保存的消息无法读取，列表从空开始。'),
  next: text(`The file was kept as ${aside} in the data folder.`, `原文件已在数据目录中保留为 ${aside}。`),
  evidence: reason,
})

export const changedMeanwhile: Failure = {
  code: 'mqtt.collections-changed',
  stage: 'mqtt',
  what: text('Another window changed the saved messages a moment ago; your last change was not kept.', '另一个窗口刚改过已保存的消息，你最后的修改没有保存。'),
  next: text('The list now shows what is kept: make the change again.', '列表已刷新，请再改一次。'),
}

export const libraryNotWritten = (reason: string): Failure => ({
  code: 'mqtt.collections-not-written',
  stage: 'mqtt',
  what: text('The saved messages could not be written to the disk.', '消息没有保存到磁盘。'),
  next: text('Check that the disk is not full and that the data folder may be written to.', '请检查磁盘是否已满、数据目录是否可写。'),
  evidence: reason,
})
