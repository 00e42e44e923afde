import type { Failure } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'

/** Nothing of the file could be used. */
export const fileBroken = (aside: string, reason: string): Failure => ({
  code: 'quick.file-broken',
  stage: 'port',
  what: text('The file with the quick commands could not be read; the list begins empty.', '快捷指令文件无法读取，列表从空开始。'),
  next: text(`The file was kept as ${aside}: mend it, or import it from there.`, `原文件已保留为 ${aside}，可修好后从那里导入。`),
  evidence: reason,
})

export const partBroken = (aside: string, count: number, reason: string): Failure => ({
  code: 'quick.part-broken',
  stage: 'port',
  what: text(`Parts of the file with the quick commands could not be used (${count}); the rest is here.`, `快捷指令文件里有 ${count} 处无法使用，其余已载入。`),
  next: text(`The file as it was is kept as ${aside}.`, `原文件已保留为 ${aside}。`),
  evidence: reason,
})

/** It is there, and the system does not let it be read: nothing may be written over it. */
export const fileLocked = (file: string, reason: string): Failure => ({
  code: 'quick.file-locked',
  stage: 'port',
  what: text(`The system does not let ${file} be read.`, `系统不允许读取 ${file}。`),
  next: text('Give this user the right to read it, then start ATelier again. Until then no change to the list is kept.', '请给当前用户读取权限后重新启动 ATelier；在此之前列表的修改不会保存。'),
  evidence: reason,
})

export const changedMeanwhile: Failure = {
  code: 'quick.changed-meanwhile',
  stage: 'port',
  what: text('Another window changed the quick commands a moment ago; your last change was not kept.', '另一个窗口刚改过快捷指令，你最后的修改没有保存。'),
  next: text('The list now shows what is kept: make the change again.', '列表已刷新，请再改一次。'),
}

export const diskRefused = (reason: string): Failure => ({
  code: 'quick.not-written',
  stage: 'port',
  what: text('The quick commands could not be written to the disk.', '快捷指令没有写入磁盘。'),
  next: text('Check that the disk is not full and that the data folder may be written to.', '检查磁盘是否已满、数据文件夹是否可写。'),
  evidence: reason,
})
