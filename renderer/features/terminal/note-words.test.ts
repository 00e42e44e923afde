import { expect, it } from 'vitest'
import { noteWords } from './note-words.ts'

it.each([
  ['Opened /dev/ttyUSB2, 115200 8N1', '已打开 /dev/ttyUSB2，115200 8N1'],
  ['Opened C:\\my port, 9600 7E1, hardware flow control', '已打开 C:\\my port，9600 7E1, hardware flow control'],
  ['practice:quectel-ec20 was unplugged. Waiting for it.', 'practice:quectel-ec20 已被拔出。等待设备恢复。'],
  ['Back again: COM11, 115200 8N1', '设备已恢复：COM11，115200 8N1'],
  ['Client 0 is still open from an earlier run: close it and open it again.', '客户端 0 还是上次打开的状态：先关闭再重新打开。'],
  ['Closed', '已关闭'],
  ['The recording goes on', '录制已恢复'],
  [
    '3145728 bytes are missing here, from 2026-11-27T08:00:01.063Z to 2026-11-27T08:00:01.065Z: the disk was full or too slow',
    '此处缺少 3145728 字节（2026-11-27T08:00:01.063Z 至 2026-11-27T08:00:01.065Z）：磁盘已满或写入太慢',
  ],
  ['Sequence “水表” begins.', '序列“水表”开始运行。'],
  ['Sequence “Bench”: stopped, 12 steps passed, 1 failed.', '序列“Bench”已停止：12 步通过，1 步失败。'],
  ['The log has no dates: its file was last written on 2026-11-22, which is taken for its last line.', '这份日志没有日期：以文件最后修改日期 2026-11-22 作为最后一行的日期。'],
  ['No speed found; back to 115200.', '没有探测到波特率，恢复为 115200。'],
  ['Sending ca.pem, 1188 bytes, prompt.', '开始发送 ca.pem，1188 字节，prompt'],
  ['Cancelled: a, b.bin, 128 of 5000 bytes went out.', '已取消：a, b.bin，已发出 128 / 5000 字节'],
  ['Something new', 'Something new'],
])('shows %j in Chinese as %j', (remark, words) => {
  expect(noteWords(remark, 'zh')).toBe(words)
  expect(noteWords(remark, 'en')).toBe(remark)
})
