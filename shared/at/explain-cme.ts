import type { Failure, Stage } from '../contract/failure.ts'
import { text, type Text } from '../text/local-text.ts'
import { cmeErrors, cmeNumber } from './cme-errors.ts'

type Words = { readonly stage: Stage; readonly what: Text; readonly next: Text }

/** The numbers that a bench meets often, in words; the causes are field experience. */
const known: ReadonlyMap<number, Words> = new Map([
  [
    3,
    {
      stage: 'modem',
      what: text('The modem does not allow this command in its present state.', '模组当前状态不允许执行这条指令。'),
      next: text('Something before it is missing, or it was already done. Run the earlier steps again from the top.', '前面的步骤没完成，或者已经做过了。请从头再跑一遍。'),
    },
  ],
  [
    4,
    {
      stage: 'modem',
      what: text('The modem does not know this command, or is not ready yet.', '模组不支持这条指令，或者还没有启动完成。'),
      next: text('Right after power-on wait 30 s and retry. Otherwise read the firmware with AT+CGMR: it may lack this function.', '刚上电请等 30 秒再试；否则用 AT+CGMR 查固件版本，可能不带此功能。'),
    },
  ],
  [
    10,
    {
      stage: 'sim',
      what: text('No SIM card is found.', '没有检测到 SIM 卡。'),
      next: text('Seat the card, check its orientation and the slot, then restart the modem with AT+CFUN=1,1.', '重新插卡，检查方向和卡槽，再用 AT+CFUN=1,1 重启模组。'),
    },
  ],
  [
    11,
    {
      stage: 'sim',
      what: text('The SIM wants its PIN.', 'SIM 卡需要输入 PIN。'),
      next: text('Enter it yourself in the terminal: AT+CPIN="1234". Three wrong tries lock the card.', '请在终端手动输入：AT+CPIN="1234"。输错三次会锁卡。'),
    },
  ],
  [
    12,
    {
      stage: 'sim',
      what: text('The SIM is locked and wants its PUK.', 'SIM 卡已锁，需要 PUK。'),
      next: text('Stop here and ask the operator for the PUK.', '请停止操作，向运营商索取 PUK。'),
    },
  ],
  [
    13,
    {
      stage: 'sim',
      what: text('The SIM does not work.', 'SIM 卡故障。'),
      next: text('Clean the contacts and try the card in another modem; try another card in this one.', '清洁触点；把卡换到别的模组、给本模组换一张卡，交叉验证。'),
    },
  ],
  [
    14,
    {
      stage: 'sim',
      what: text('The SIM is still busy starting.', 'SIM 卡还在初始化。'),
      next: text('Wait half a minute and retry.', '等半分钟再试。'),
    },
  ],
  [
    30,
    {
      stage: 'radio',
      what: text('There is no network service.', '没有网络服务。'),
      next: text('Check the antenna, then AT+CSQ and AT+COPS?.', '检查天线，再看 AT+CSQ 和 AT+COPS?。'),
    },
  ],
  [
    50,
    {
      stage: 'modem',
      what: text('A parameter of the command is wrong.', '指令参数不正确。'),
      next: text('Compare with the command’s test form (…=?): this firmware may take other values.', '用测试命令（…=?）对照取值范围，不同固件可能不一样。'),
    },
  ],
  [
    127,
    {
      stage: 'data',
      what: text('The APN is missing or unknown to the network.', 'APN 未设置或网络不认识。'),
      next: text('Ask the SIM’s supplier for the APN and set it: AT+CGDCONT=1,"IP","<apn>", then AT+CFUN=0 and AT+CFUN=1.', '向卡商确认 APN 并设置：AT+CGDCONT=1,"IP","<apn>"，再 AT+CFUN=0、AT+CFUN=1。'),
    },
  ],
  [
    133,
    {
      stage: 'data',
      what: text('The SIM’s contract does not include this service.', '这张卡没有开通该业务。'),
      next: text('Ask the operator whether data is enabled and which APN belongs to the card.', '向运营商确认是否开通数据业务、对应哪个 APN。'),
    },
  ],
  [
    148,
    {
      stage: 'data',
      what: text('The network refused the data connection without a reason.', '网络拒绝建立数据连接，未给原因。'),
      next: text('Check APN, arrears and whether the card is bound to another device (IMEI).', '检查 APN、是否欠费、是否机卡绑定。'),
    },
  ],
])

/** A `+CME ERROR` line in words, or `undefined` when the line is none. */
export function explainCme(line: string, stage: Stage): Failure | undefined {
  if (!line.startsWith('+CME ERROR')) return undefined
  const number = cmeNumber(line)
  const words = number === undefined ? undefined : known.get(number)
  if (words) return { code: `modem.cme.${number}`, ...words, evidence: line }
  const said = line.replace(/^\+CME ERROR:\s*/, '')
  const label = number === undefined ? text(said, said) : (cmeErrors.get(number) ?? text(`code ${number}`, `错误码 ${number}`))
  return {
    code: number === undefined ? 'modem.cme' : `modem.cme.${number}`,
    stage,
    what: text(`The modem refuses the command: ${label.en}.`, `模组拒绝了这条指令：${label.zh}。`),
    next: text('Check the command and the earlier steps, then retry.', '检查指令和前面的步骤，然后重试。'),
    evidence: line,
  }
}
