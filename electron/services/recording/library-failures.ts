import type { Failure } from '../../../shared/contract/failure.ts'
import { marksLimit } from '../../../shared/contract/recordings.ts'
import { text } from '../../../shared/text/local-text.ts'

/** Messages of the file system carry whole paths; the code is enough, and names nobody's folders. */
export const codeOf = (cause: unknown): { readonly evidence?: string } => {
  const { code } = (cause ?? {}) as { code?: unknown }
  return typeof code === 'string' ? { evidence: code } : {}
}

export const notOpen: Failure = {
  code: 'recording.not-open',
  stage: 'port',
  what: text('This recording is not open any more.', '这个录制已关闭。'),
  next: text('Open it again from the list.', '请从列表中重新打开。'),
}

export const noSuchSearch: Failure = {
  code: 'recording.no-search',
  stage: 'port',
  what: text('This search is over and its results are gone.', '这次搜索已结束，结果已清除。'),
  next: text('Search again.', '请重新搜索。'),
}

export const noSuchSelection: Failure = {
  code: 'recording.no-selection',
  stage: 'port',
  what: text('This filter is not in use any more.', '这个筛选已失效。'),
  next: text('Set it again.', '请重新设置筛选。'),
}

export const isLive = (name: string): Failure => ({
  code: 'recording.live',
  stage: 'port',
  what: text(`${name} is still being recorded.`, `${name} 正在录制。`),
  next: text('Close its port first.', '请先关闭对应的串口。'),
})

export const nameTaken = (name: string): Failure => ({
  code: 'recording.name-taken',
  stage: 'port',
  what: text(`There is a recording ${name} already.`, `已有名为 ${name} 的录制。`),
  next: text('Choose another name.', '请换一个名称。'),
})

export const cannotChange = (name: string, cause: unknown): Failure => ({
  code: 'recording.unchangeable',
  stage: 'port',
  what: text(`${name} could not be changed.`, `无法修改 ${name}。`),
  next: text('Look whether it still exists, and whether its folder may be written to.', '请检查文件是否还在、目录是否可写。'),
  ...codeOf(cause),
})

export const cannotRead = (name: string, cause: unknown): Failure => ({
  code: 'recording.unreadable',
  stage: 'port',
  what: text(`${name} cannot be read.`, `无法读取 ${name}。`),
  next: text('Look whether the file still exists and may be read.', '请检查文件是否还在、是否有读取权限。'),
  ...codeOf(cause),
})

export const badFolder = (folder: string, cause: unknown): Failure => ({
  code: 'recording.bad-folder',
  stage: 'port',
  what: text(`Recordings cannot be kept in ${folder}.`, `无法把录制保存到 ${folder}。`),
  next: text('Choose a folder that exists, by its full path, and that may be written to.', '请选择已存在、可写的目录，并填写完整路径。'),
  ...codeOf(cause),
})

export const notOnDisk: Failure = {
  code: 'recording.not-on-disk',
  stage: 'port',
  what: text(
    'This session cannot be recorded at the moment: only the newest lines that memory holds are shown here.',
    '当前会话无法写入录制文件，这里只显示内存中保留的最新内容。',
  ),
  next: text('Free disk space or make the recordings’ folder writable; what was recorded before is in the recording.', '请清理磁盘空间或检查录制目录的写权限；之前录下的内容仍在录制文件中。'),
}

export const cannotMark = (name: string, cause: unknown): Failure => ({
  code: 'recording.unmarkable',
  stage: 'port',
  what: text(`Bookmarks of ${name} cannot be read or kept.`, `无法读取或保存 ${name} 的书签。`),
  next: text('Look whether the folder of recordings may be written to and has room.', '请检查录制目录是否可写、磁盘空间是否足够。'),
  ...codeOf(cause),
})

export const tooManyMarks: Failure = {
  code: 'recording.many-marks',
  stage: 'port',
  what: text(`A recording can have ${marksLimit} bookmarks; this one has them all.`, `每个录制最多 ${marksLimit} 个书签，已达上限。`),
  next: text('Take some away that are no longer needed.', '请先删除不再需要的书签。'),
}

export const marksNeedFile: Failure = {
  code: 'recording.marks-need-file',
  stage: 'port',
  what: text('Lines can be marked only while the session is recorded: bookmarks are kept beside the recording.', '只有正在录制时才能加书签：书签与录制保存在一起。'),
  next: text('Free disk space or make the folder of recordings writable, then open the port again.', '请清理磁盘空间或检查录制目录写权限，然后重新打开串口。'),
}

export const cutOff: Failure = {
  code: 'recording.truncated',
  stage: 'port',
  what: text('The end of this recording was cut off, as a crash does; all before it is here.', '录制末尾不完整（多为异常退出所致），之前的内容都在。'),
  next: text('Nothing to do.', '无需处理。'),
}

export const damagedAt = (position: number): Failure => ({
  code: 'recording.damaged',
  stage: 'port',
  what: text(`This recording is damaged at byte ${position}; what stands before it is here.`, `录制在第 ${position} 字节处损坏，之前的内容都在。`),
  next: text('Take another copy of the file where there is one.', '如有其他备份，请换用备份。'),
})

export const slowFilter: Failure = {
  code: 'recording.slow-expression',
  stage: 'port',
  what: text('The filter was given up: this expression takes too long.', '筛选已中止：这个正则耗时过长。'),
  next: text('Avoid repeats inside repeats, such as (a+)+, or filter by plain text.', '避免嵌套的重复，如 (a+)+，或改用普通文本筛选。'),
}

export const slowExpression: Failure = {
  code: 'recording.slow-expression',
  stage: 'port',
  what: text('The search was given up: this expression takes too long.', '搜索已中止：这个正则耗时过长。'),
  next: text('Avoid repeats inside repeats, such as (a+)+, or search for plain text.', '避免嵌套的重复，如 (a+)+，或改用普通文本搜索。'),
}

export const noSuchExport: Failure = {
  code: 'export.over',
  stage: 'port',
  what: text('This export is over.', '这次导出已经结束。'),
  next: text('Export again where that is wanted.', '如有需要，请重新导出。'),
}

export const exportsItself: Failure = {
  code: 'export.same-file',
  stage: 'port',
  what: text('The recording itself cannot be written over by its export.', '不能用导出文件覆盖录制本身。'),
  next: text('Choose another name.', '请换一个文件名。'),
}

export const cannotExport = (fileName: string, cause: unknown): Failure => ({
  code: 'export.failed',
  stage: 'port',
  what: text(`${fileName} could not be written; nothing of it was kept.`, `无法写入 ${fileName}，未保留任何内容。`),
  next: text('Look whether the recording can still be read, and whether the place for the export may be written to and has room.', '请确认录制仍可读取，且导出位置可写、空间足够。'),
  ...codeOf(cause),
})
