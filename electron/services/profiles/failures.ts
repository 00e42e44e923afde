import type { Failure } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'

export const noSuchProfile: Failure = {
  code: 'profiles.unknown',
  stage: 'port',
  what: text('There is no such saved profile any more.', '这个已保存的配置不存在了。'),
  next: text('Another window may have deleted it: choose one from the list.', '可能在别的窗口里删掉了，请从列表里重新选。'),
}

export const nameTaken = (name: string): Failure => ({
  code: 'profiles.name-taken',
  stage: 'port',
  what: text(`There is a saved profile “${name}” already.`, `已有名为“${name}”的配置。`),
  next: text('Choose another name, or save over it.', '请换个名字，或覆盖它。'),
})

export const pairGone = (modem: string, cloud: string): Failure => ({
  code: 'profiles.pair-gone',
  stage: 'port',
  what: text(`This program does not know the modem “${modem}” or the cloud “${cloud}”.`, `本程序没有模组“${modem}”或云平台“${cloud}”。`),
  next: text('If they came from files of your own, put those back into the profiles folder (Settings shows where).', '如果它们来自自定义文件，请把文件放回配置文件夹（位置见设置）。'),
})

export const notAProfile: Failure = {
  code: 'profiles.not-a-profile',
  stage: 'port',
  what: text('The file is no saved profile of ATelier.', '这个文件不是 ATelier 导出的配置。'),
  next: text('Choose a file that was exported here; its name usually ends in .atelier.json.', '请选择从这里导出的文件，文件名一般以 .atelier.json 结尾。'),
}

export const tooMany = (most: number): Failure => ({
  code: 'profiles.too-many',
  stage: 'port',
  what: text(`There are ${most} saved profiles, which is as many as are kept.`, `已保存 ${most} 个配置，达到上限。`),
  next: text('Delete some that are not needed any more.', '请删除一些不用的。'),
})

export const diskRefused = (error: unknown): Failure => ({
  code: 'profiles.not-written',
  stage: 'port',
  what: text('The profile could not be written to the disk.', '配置没有写入磁盘。'),
  next: text('Check that the disk is not full and that the data folder may be written to.', '检查磁盘是否已满、数据文件夹是否可写。'),
  evidence: error instanceof Error && 'code' in error ? String(error.code) : String(error),
})

export const vaultRefused: Failure = {
  code: 'profiles.not-encrypted',
  stage: 'port',
  what: text('The system’s key store did not encrypt the secrets; nothing was saved.', '系统密钥库没能加密密码，什么也没有保存。'),
  next: text('Save without secrets, or unlock the key store and try again.', '请不带密码保存，或解锁系统密钥库后重试。'),
}
