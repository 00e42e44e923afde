import type { Failure, Stage } from '../contract/failure.ts'
import { explainCme } from '../at/explain-cme.ts'
import { text, type Text } from '../text/local-text.ts'
import type { ModemProfile } from '../modems/profile.ts'
import type { Evidence } from './step.ts'

const make = (code: string, stage: Stage, what: Text, next: Text, evidence?: string): Failure => ({
  code,
  stage,
  what,
  next,
  ...(evidence !== undefined && evidence !== '' && { evidence }),
})

/** Puts a failed step into words: the modem family's own explanation first, then what holds for any modem. Always answers. */
export function explainStep(modem: ModemProfile, evidence: Evidence): Failure {
  if (evidence.timedOut === 'final' || evidence.timedOut === 'prompt') {
    const silence = explainSilence(evidence)
    if (silence) return silence
  }
  return modem.explain(evidence) ?? explainAny(evidence)
}

function explainSilence(evidence: Evidence): Failure | undefined {
  const atFirst = evidence.stage === 'modem'
  if (evidence.received === 'nothing') {
    return atFirst
      ? make(
          'modem.silent',
          'modem',
          text('The modem does not answer at all.', '模组完全没有应答。'),
          text(
            'Is it powered and switched on (PWRKEY)? Is this the AT port — an EC20 offers several, use “USB AT Port”? On a UART check TX/RX, ground and baud rate (115200, then 9600).',
            '是否上电并按了 PWRKEY 开机？是不是 AT 口（EC20 有多个口，选 “USB AT Port”）？串口接线请查 TX/RX、共地和波特率（先 115200，再 9600）。',
          ),
        )
      : make(
          'modem.stopped-answering',
          evidence.stage,
          text(`No answer came to ${evidence.command}, although the modem answered before.`, `${evidence.command} 没有应答，而之前的指令是有应答的。`),
          text('Retry the step. If it stays silent the modem hangs or has restarted: send AT, else power-cycle it.', '重试此步。仍无应答说明模组卡死或重启了：先发 AT 试探，不行就断电重启。'),
        )
  }
  if (evidence.received === 'unreadable') {
    return make(
      'modem.garbled',
      'modem',
      text('What comes back is not readable text.', '收到的是乱码。'),
      atFirst
        ? text('The baud rate does not match. Try 115200, 9600, 57600 or 921600 in the port settings; then check levels and ground.', '波特率不匹配。在串口设置里试 115200、9600、57600、921600；再检查电平和共地。')
        : text(
            'Earlier answers were readable, so the baud rate is right: retry the step, then check levels, ground and cable, and whether the modem restarted.',
            '之前的应答是正常的，说明波特率没错：先重试此步，再检查电平、共地和线缆，以及模组是否重启过。',
          ),
    )
  }
  if (evidence.timedOut === 'final' && evidence.lines.some((line) => /^\d$/.test(line.trim()))) {
    return make(
      'modem.numeric-results',
      'modem',
      text('The modem answers with numbers instead of words (ATV0).', '模组返回的是数字结果码（ATV0），不是 OK/ERROR。'),
      text('Send ATV1 in the terminal, then retry the step.', '在终端发 ATV1，再重试此步。'),
      evidence.lines.find((line) => /^\d$/.test(line.trim())),
    )
  }
  if (evidence.received === 'echo' && atFirst) {
    return make(
      'modem.echo-only',
      'modem',
      text('The modem only echoes what is sent.', '模组只回显，没有结果。'),
      text(
        'It may still wait for data of an earlier command: send ESC in the terminal and retry. Results may be switched off: send ATQ0V1. A loop-back (TX wired to RX) looks the same.',
        '它可能还在等上一条指令的数据：在终端发 ESC 后重试。也可能关了结果码：发 ATQ0V1。TX 与 RX 短接也是这种现象。',
      ),
    )
  }
  if (evidence.timedOut === 'prompt') {
    return make(
      'modem.no-prompt',
      evidence.stage,
      text('The modem did not ask for the data (no prompt came).', '模组没有给出数据提示符。'),
      text('Retry the step; if it repeats, restart the modem with AT+CFUN=1,1.', '重试此步；反复出现就用 AT+CFUN=1,1 重启模组。'),
      evidence.lines.at(-1),
    )
  }
  if (evidence.received === 'echo') {
    return make(
      'modem.stopped-answering',
      evidence.stage,
      text(`The modem echoed ${evidence.command} but gave no result.`, `模组回显了 ${evidence.command}，但没有给出结果。`),
      text('Retry the step. If it stays silent the modem hangs: send AT, else power-cycle it.', '重试此步。仍没有结果说明模组卡死：先发 AT 试探，不行就断电重启。'),
    )
  }
  return make(
    'modem.no-final-result',
    evidence.stage,
    text('An answer began but never ended with OK or an error.', '有应答，但一直没等到 OK 或错误结果。'),
    text('Retry the step. Noise on the line or a full buffer cuts answers: check cable, ground and flow control.', '重试此步。线路干扰或缓冲溢出会丢数据：检查线缆、共地和流控。'),
    evidence.lines.at(-1),
  )
}

function explainAny(evidence: Evidence): Failure {
  const cme = evidence.final === null ? undefined : explainCme(evidence.final, evidence.stage)
  if (cme) return cme
  if (evidence.final === 'ERROR') {
    return make(
      'modem.error',
      evidence.stage,
      text(`The modem answered ERROR to ${evidence.command}.`, `模组对 ${evidence.command} 回了 ERROR。`),
      text('Send AT+CMEE=2 in the terminal and retry: the modem then gives the reason. Look for typographic quotes if the command was edited.', '在终端发 AT+CMEE=2 再重试，模组会给出具体原因。手动改过的指令请检查有没有中文引号。'),
      'ERROR',
    )
  }
  if (evidence.offending !== undefined) {
    return make(
      'modem.unexpected',
      evidence.stage,
      text('The modem answered something else than this step needs.', '模组的应答不是这一步需要的。'),
      text('Compare the line with the manual; the firmware may print another form. If the value is right, skip the step.', '对照手册看这一行，不同固件格式可能不同；如果值没问题可以跳过此步。'),
      evidence.offending,
    )
  }
  if (evidence.final === 'OK') {
    return make(
      'modem.no-information',
      evidence.stage,
      text(`The modem said OK to ${evidence.command} but gave no value.`, `模组对 ${evidence.command} 回了 OK，但没有给出内容。`),
      text('Retry; if it repeats, the firmware answers differently: check by hand and skip the step if all is well.', '重试；仍然这样说明固件应答不同，手动确认没问题就跳过此步。'),
    )
  }
  return make(
    'modem.refused',
    evidence.stage,
    text(`The modem refused ${evidence.command}.`, `模组拒绝了 ${evidence.command}。`),
    text('Retry the step; the terminal shows all that came.', '重试此步；终端里有全部收发内容。'),
    evidence.final ?? evidence.lines.at(-1),
  )
}
