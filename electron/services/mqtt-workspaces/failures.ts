import type { Failure } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'

export const workspaceBroken = (aside: string, reason: string): Failure => ({
  code: 'mqtt.cards-broken',
  stage: 'mqtt',
  what: text('The cards kept for this connection could not be read; they begin anew.', '该连接保存的卡片无法读取，已恢复为初始卡片。'),
  next: text(`The file was kept as ${aside} in the data folder.`, `原文件已在数据目录中保留为 ${aside}。`),
  evidence: reason,
})

export const workspaceNotWritten = (reason: string): Failure => ({
  code: 'mqtt.cards-not-written',
  stage: 'mqtt',
  what: text('The cards of this connection could not be written to the disk.', '该连接的卡片没有写入磁盘。'),
  next: text('They stay here while the window is open. Check that the disk is not full and that the data folder may be written to.', '窗口关闭前卡片仍在。请检查磁盘是否已满、数据目录是否可写。'),
  evidence: reason,
})
