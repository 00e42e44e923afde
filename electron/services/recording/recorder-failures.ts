import type { Failure } from '../../../shared/contract/failure.ts'
import { text } from '../../../shared/text/local-text.ts'

export const recordingFailed = (file: string, cause: unknown): Failure => ({
  code: 'recording.failed',
  stage: 'port',
  what: text(
    `The recording ${file} cannot be written any further; the session goes on without it.`,
    `录制文件 ${file} 无法继续写入；会话照常进行，但不再录制。`,
  ),
  next: text(
    'Free disk space or make the folder writable, then close the port and open it again to start a new recording.',
    '请清理磁盘空间或检查目录写权限，然后关闭并重新打开串口，即可开始新的录制。',
  ),
  evidence: cause instanceof Error ? cause.message : String(cause),
})

export const diskFull = (file: string, cause: unknown): Failure => ({
  code: 'recording.disk-full',
  stage: 'port',
  what: text(
    `The disk takes no more of the recording ${file}. The session goes on; what comes is kept in memory for now.`,
    `磁盘已满，录制文件 ${file} 暂时写不进去。会话照常进行，新数据先保存在内存中。`,
  ),
  next: text('Free disk space: the recording then goes on by itself, with what is in memory.', '请清理磁盘空间：腾出后录制会自动继续，并补写内存中的数据。'),
  evidence: cause instanceof Error ? cause.message : String(cause),
})

export const diskBehind = (file: string, bytes: number): Failure => {
  const mebibytes = Math.round(bytes / 1024 / 1024)
  return {
    code: 'recording.disk-behind',
    stage: 'port',
    what: text(
      `The disk is ${mebibytes} MiB behind; the recording ${file} leaves out what comes now. The session goes on.`,
      `磁盘写入落后 ${mebibytes} MiB，录制文件 ${file} 暂时跳过新数据。会话照常进行。`,
    ),
    next: text(
      'Free disk space, or record to a faster disk. The recording goes on by itself once the disk takes it, with a remark of what is missing.',
      '请清理磁盘空间，或换用更快的磁盘。能写入后录制会自动继续，并注明缺失的部分。',
    ),
  }
}
