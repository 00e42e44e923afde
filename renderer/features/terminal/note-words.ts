import type { Language } from '../../../shared/text/local-text.ts'

/** The program's own remarks stand in the recording in English; a page in Chinese shows those it knows in Chinese. */
const remarks: readonly (readonly [RegExp, string])[] = [
  [/^Opened (.+), (\d+ \S+.*)$/, '已打开 $1，$2'],
  [/^Settings (.+)$/, '串口参数改为 $1'],
  [/^Closed$/, '已关闭'],
  [/^Back again: (.+), (\d+ \S+.*)$/, '设备已恢复：$1，$2'],
  [/^(\S+) is gone: unplugged, switched off or restarting\. Waiting for it\.$/, '$1 已断开：设备被拔出、掉电或正在重启。等待设备恢复。'],
  [/^(\S+) was unplugged\. Waiting for it\.$/, '$1 已被拔出。等待设备恢复。'],
  [/^The connection to (\S+) was lost\. Waiting for it\.$/, '与 $1 的连接已断开。等待恢复。'],
  [/^Stopped: closing what the plan opened\.$/, '已停止，正在关闭本流程打开的连接。'],
  [/^Resynchronising: the last command was never finished\.$/, '正在重新同步：上一条指令没有结束。'],
  [/^Client (\d+) is still open from an earlier run: close it and open it again\.$/, '客户端 $1 还是上次打开的状态：先关闭再重新打开。'],
  [/^(\S+) is still there from an earlier run: delete it and send it again\.$/, '$1 是上次留下的：先删除再重新写入。'],
  [/^The disk takes no more of the recording (.+)\. The session goes on; what comes is kept in memory for now\.$/, '磁盘已满，录制文件 $1 暂时写不进去。会话照常进行，新数据先保存在内存中。'],
  [/^The disk is (\d+) MiB behind; the recording (.+) leaves out what comes now\. The session goes on\.$/, '磁盘写入落后 $1 MiB，录制文件 $2 暂时跳过新数据。会话照常进行。'],
  [/^The recording goes on$/, '录制已恢复'],
  [/^(\d+) bytes are missing here, from (\S+) to (\S+): the disk was full or too slow$/, '此处缺少 $1 字节（$2 至 $3）：磁盘已满或写入太慢'],
  [/^Searching for the speed of the line: AT at each, nothing else is sent\.$/, '正在探测波特率：逐个发送 AT，不发送其他内容。'],
  [/^The modem answers at (\d+), lines ended with (CR|CRLF)\.$/, '模组在 $1 下应答，行尾 $2。'],
  [/^No speed found; back to (\d+)\.$/, '没有探测到波特率，恢复为 $1。'],
  [/^Sending (.+), (\d+) bytes, (\S+)\.$/, '开始发送 $1，$2 字节，$3'],
  [/^Sent (.+), (\d+) bytes\.$/, '已发完 $1，$2 字节'],
  [/^Failed: (.+), (\d+) of (\d+) bytes went out\.$/, '发送失败：$1，已发出 $2 / $3 字节'],
  [/^Cancelled: (.+), (\d+) of (\d+) bytes went out\.$/, '已取消：$1，已发出 $2 / $3 字节'],
  [/^The port closed\. Waiting for it\.$/, '串口已断开。等待设备恢复。'],
  [/^Imported from (.+)$/, '导入自 $1'],
  [/^The log has no times: only the order of its lines is known\.$/, '这份日志没有时间，只知道先后顺序。'],
  [/^The log has no dates: its file was last written on (\S+), which is taken for its last line\.$/, '这份日志没有日期：以文件最后修改日期 $1 作为最后一行的日期。'],
  [/^The log does not tell directions: commands are taken for sent, the rest for received\.$/, '这份日志不区分方向：指令按发送处理，其余按接收处理。'],
  [/^Sequence “(.+)” begins\.$/, '序列“$1”开始运行。'],
  [/^Sequence “(.+)”: passed, (\d+) steps passed, (\d+) failed\.$/, '序列“$1”通过：$2 步通过，$3 步失败。'],
  [/^Sequence “(.+)”: failed, (\d+) steps passed, (\d+) failed\.$/, '序列“$1”失败：$2 步通过，$3 步失败。'],
  [/^Sequence “(.+)”: stopped, (\d+) steps passed, (\d+) failed\.$/, '序列“$1”已停止：$2 步通过，$3 步失败。'],
]

/** The remark in the page's language, or as it is when it is none of the usual ones. */
export function noteWords(remark: string, language: Language): string {
  if (language === 'en') return remark
  const known = remarks.find(([pattern]) => pattern.test(remark))
  return known ? remark.replace(known[0], known[1]) : remark
}
