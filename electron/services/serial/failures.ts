import type { Failure } from '../../../shared/contract/failure.ts'
import type { LineSettings, ProgramOwner } from '../../../shared/contract/serial.ts'
import { text } from '../../../shared/text/local-text.ts'

// Failures of a session and of any kind of port. Why a system port does not open is in open-failure.ts.

/** A failure of the stage `port`. */
export const portFailure = (code: string, what: Failure['what'], next: Failure['next'], evidence?: string): Failure => ({
  code,
  stage: 'port',
  what,
  next,
  ...(evidence === undefined ? {} : { evidence }),
})

export const vanished = (path: string, evidence?: string): Failure =>
  portFailure(
    'port.vanished',
    text(`${path} is gone: unplugged, switched off or restarting.`, `${path} 已断开：设备被拔出、掉电或正在重启。`),
    text(
      'Plug the device in again or wait for it to start; the session goes on by itself when the same device is back.',
      '请重新插好设备或等待其启动；同一设备恢复后，会话会自动继续。',
    ),
    evidence,
  )

export const notThereNow = (path: string): Failure =>
  portFailure(
    'port.waiting',
    text(`${path} is not there at the moment; nothing was sent.`, `${path} 当前不在线，数据未发送。`),
    text('Wait until the device is back, then send again.', '请等设备恢复后再发送。'),
  )

export const sessionClosed = (): Failure =>
  portFailure(
    'port.closed',
    text('This session is closed.', '该会话已关闭。'),
    text('Open the port again.', '请重新打开串口。'),
  )

const uses: Readonly<Record<ProgramOwner, readonly [what: Failure['what'], next: Failure['next']]>> = {
  wizard: [
    text('The wizard is using this port; its commands and yours would mix.', '向导正在使用该串口，此时手动发送会与向导的指令混在一起。'),
    text('Wait until its step has ended, or pause or stop the wizard, then send.', '请等当前步骤结束，或暂停、停止向导后再发送。'),
  ],
  sequence: [
    text('A sequence is running on this port; its steps and other commands would mix.', '该串口正在运行指令序列，此时发送别的指令会与序列的步骤混在一起。'),
    text('Wait until the sequence has ended, or stop it, then try again.', '请等序列运行结束，或先停止序列再试。'),
  ],
  transfer: [
    text('A file is being sent on this port; anything else would become part of it.', '该串口正在发送文件，此时写入的内容会混进文件里。'),
    text('Wait until it has ended, or cancel it in the terminal.', '请等文件发完，或在终端里取消。'),
  ],
  probe: [
    text('The speed of this port is being searched for; what is sent at a wrong one does not arrive.', '正在探测该串口的波特率，波特率不对时发送的内容对方收不到。'),
    text('Wait some seconds until the search has ended, or cancel it.', '请等几秒探测结束，或先取消。'),
  ],
}

/** Whoever else wants to send meanwhile: a person, or another part of the program. */
export const inUse = (owner: ProgramOwner): Failure => portFailure(`port.in-use-by-${owner}`, ...uses[owner])

export const released = (): Failure =>
  portFailure(
    'port.not-owner',
    text('The session was given back already; nothing was sent.', '会话已交还，数据未发送。'),
    text('Start the plan again.', '请重新启动向导。'),
  )

export const noSuchProvider = (path: string): Failure =>
  portFailure(
    'port.bad-address',
    text(`${path} is no kind of port that this program knows.`, `无法识别的端口：${path}。`),
    text(
      'Type a device path (COM11, /dev/ttyUSB2), tcp://host:port, or choose one from the list.',
      '请输入串口名（COM11、/dev/ttyUSB2）、tcp://主机:端口，或从列表中选择。',
    ),
  )

export const closing = (): Failure =>
  portFailure(
    'port.closing',
    text('The program is closing; no port is opened any more.', '程序正在退出，不再打开串口。'),
    text('Start the program again.', '请重新启动程序。'),
  )

export function writeStuck(path: string, flowControl: LineSettings['flowControl'], seconds: number): Failure {
  const what = text(
    `${path} has not taken the bytes for ${seconds} s; some of them may still go out later.`,
    `${path} 在 ${seconds} 秒内未能发完数据；其中一部分之后仍可能发出。`,
  )
  if (flowControl === 'hardware') {
    return portFailure(
      'port.write-stuck',
      what,
      text(
        'Hardware flow control is on and CTS is probably not driven: switch flow control to none, or wire RTS/CTS and enable it on the modem (AT+IFC=2,2).',
        '当前启用了硬件流控，CTS 很可能没有接：请将流控改为“无”，或接好 RTS/CTS 并在模组侧开启（AT+IFC=2,2）。',
      ),
    )
  }
  if (flowControl === 'software') {
    return portFailure(
      'port.write-stuck',
      what,
      text(
        'The device sent XOFF and no XON since: switch flow control to none unless the device really uses XON/XOFF.',
        '设备发送了 XOFF 后没有再发 XON：若设备并未使用 XON/XOFF，请将流控改为“无”。',
      ),
    )
  }
  return portFailure(
    'port.write-stuck',
    what,
    text('The device does not read: check that it is powered and running, or unplug it and plug it in again.', '设备没有接收数据：请检查供电与运行状态，或重新插拔设备。'),
  )
}

export const writeFailed = (path: string, evidence: string): Failure =>
  portFailure(
    'port.write-failed',
    text(`${path} refused the bytes.`, `${path} 写入失败。`),
    text('Close the port and open it again.', '请关闭并重新打开串口。'),
    evidence,
  )

export const noSignals = (path: string, evidence?: string): Failure =>
  portFailure(
    'port.no-signals',
    text(`${path} has no DTR and RTS lines to set.`, `${path} 没有可设置的 DTR/RTS 信号线。`),
    text(
      'Pseudo-terminals, TCP and practice ports have none; use a real serial port, or reset the modem by its power key or AT+CFUN=1,1.',
      '伪终端、TCP 端口和练习模组没有这些信号；请使用真实串口，或通过电源键、AT+CFUN=1,1 复位模组。',
    ),
    evidence,
  )
