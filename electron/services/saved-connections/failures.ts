import type { Failure } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'

export const noSuchConnection: Failure = {
  code: 'saved-connections.unknown',
  stage: 'port',
  what: text('There is no such saved connection any more.', '这个已保存的连接不存在了。'),
  next: text('Another window may have deleted it: choose one from the list.', '可能在别的窗口里删掉了，请从列表里重新选。'),
}

export const tooMany = (most: number): Failure => ({
  code: 'saved-connections.too-many',
  stage: 'port',
  what: text(`There are as many saved connections as are kept: ${most}.`, `已保存的连接达到上限 ${most} 个。`),
  next: text('Delete some that are not needed any more.', '请删除一些不用的。'),
})

export const notAList = (syntax?: string): Failure => ({
  code: 'saved-connections.not-a-list',
  stage: 'port',
  what: syntax === undefined ? text('The file holds no connections of ATelier, MQTTX or MQTTBox.', '文件里没有 ATelier、MQTTX 或 MQTTBox 的连接。') : text('The file is not JSON.', '文件不是 JSON。'),
  next: text('Export the connections as JSON: in MQTTX under Settings, Data management; here with “Export”.', '请导出为 JSON：MQTTX 在“设置 → 数据管理”里导出，本程序用“导出”。'),
  ...(syntax !== undefined && { evidence: syntax.slice(0, 200) }),
})

export const diskRefused = (error: unknown): Failure => ({
  code: 'saved-connections.not-written',
  stage: 'port',
  what: text('The connections could not be written to the disk.', '连接没有写入磁盘。'),
  next: text('Check that the disk is not full and that the data folder may be written to.', '检查磁盘是否已满、数据文件夹是否可写。'),
  evidence: error instanceof Error && 'code' in error ? String(error.code) : String(error),
})

export const vaultRefused: Failure = {
  code: 'saved-connections.not-encrypted',
  stage: 'port',
  what: text('The system’s key store did not encrypt the secrets; nothing was saved.', '系统密钥库没能加密密码，什么也没有保存。'),
  next: text('Save without secrets, or unlock the key store and try again.', '请不带密码保存，或解锁系统密钥库后重试。'),
}
