import type { Failure } from '../../../shared/contract/failure.ts'
import type { ProbeTry } from '../../../shared/contract/line-probe.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'

const failure = (code: string, stage: Failure['stage'], what: Text, next: Text, evidence?: string): Failure => ({ code: `probe.${code}`, stage, what, next, ...(evidence !== undefined && { evidence }) })

export const probeUnderWay = (): Failure =>
  failure('busy', 'port', text('The speed of this port is being searched for already.', '该串口已在探测波特率。'), text('Wait some seconds until it has ended, or cancel it.', '请等几秒探测结束，或先取消。'))

export const portGone = (reason?: Failure): Failure =>
  failure(
    'port-gone',
    'port',
    text('The port went away during the search.', '探测过程中串口断开。'),
    text('Start it again when the device is back.', '设备恢复后请重新探测。'),
    reason?.what.en,
  )

/** Nobody answered OK: what the answers there were tell of the reason. */
export function notFound(tries: readonly ProbeTry[], canChangeRate: boolean): Failure {
  const heard = (kind: ProbeTry['heard']): ProbeTry | undefined => tries.find((each) => each.heard === kind)
  const evidence = (found: ProbeTry): string => `${found.baudRate}: ${found.shown}`
  const readable = heard('text')
  if (readable) {
    return failure(
      'no-ok',
      'modem',
      text(`At ${readable.baudRate} bit/s readable text comes, but no OK to AT.`, `${readable.baudRate} bit/s 下能收到可读文字，但对 AT 不返回 OK。`),
      text(
        'The speed is this one; the port is probably another than the AT port (GNSS, log), or the modem is in data mode: try the modem’s other ports, or leave data mode with +++.',
        '波特率就是它；但这很可能不是 AT 口（而是 GNSS 或日志口），或者模组处于数据模式：请换模组的其他端口，或用 +++ 退出数据模式。',
      ),
      evidence(readable),
    )
  }
  const echo = heard('echo')
  if (echo) {
    const echoes = new Set(tries.filter((each) => each.heard === 'echo').map(({ baudRate }) => baudRate)).size
    if (echoes > 1) {
      return failure(
        'loop',
        'port',
        text('AT comes back as it was sent at several speeds: TX and RX are joined somewhere.', '在多个波特率下发什么就收到什么：TX 和 RX 在某处短接了。'),
        text('Take off the loop: a test bridge, a shorted connector, or a level shifter without a modem behind it.', '请去掉短接：测试跳线、短路的接头，或后面没接模组的电平转换板。'),
        evidence(echo),
      )
    }
    return failure(
      'echo-only',
      'modem',
      text(`At ${echo.baudRate} bit/s the modem echoes AT and does not answer it.`, `${echo.baudRate} bit/s 下模组只回显 AT，没有应答。`),
      text('The speed is this one. Another command may still be at work: wait and try again, or restart the module.', '波特率就是它。可能有别的指令还没执行完：稍后再试，或重启模组。'),
      evidence(echo),
    )
  }
  const garbage = heard('garbage')
  if (garbage) {
    return failure(
      'garbage',
      'port',
      text(`Something sends, but nothing readable at any of ${tries.length} tries.`, `对端有数据，但 ${tries.length} 次尝试都读不出文字。`),
      text(
        'Check data bits and parity (8N1 is usual), the levels (1.8 V, 3.3 V, RS-232 inverted) and a common ground; or type an unusual speed such as 74880 or 1500000.',
        '请检查数据位和校验（一般 8N1）、电平（1.8 V、3.3 V，RS-232 是反相的）和共地；也可手动输入 74880、1500000 等少见的波特率。',
      ),
      evidence(garbage),
    )
  }
  return failure(
    'silent',
    'port',
    canChangeRate
      ? text('Nothing came back to AT at any speed, with CR or with CR LF.', '所有波特率下发 AT（CR 和 CRLF）都没有任何返回。')
      : text('Nothing came back to AT, with CR or with CR LF. This port has no speed of its own to try.', '发 AT（CR 和 CRLF）没有任何返回。该端口没有波特率可试。'),
    text(
      'Check that the module is powered and switched on (PWRKEY), TX and RX crossed, and that this is its AT port: modules show several. One that sleeps needs DTR low, or a second AT.',
      '请检查模组是否上电并开机（PWRKEY）、TX/RX 是否交叉、是否选对了 AT 口（模组会枚举多个端口）。休眠中的模组需要拉低 DTR，或再发一次 AT。',
    ),
  )
}
