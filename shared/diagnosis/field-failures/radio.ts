import { text } from '../../text/local-text.ts'
import { ask, confirms, known, look, possible, rulesOut, type FieldFailure } from './field-failure.ts'
import { registration } from './signs.ts'
import { bg96Notes } from './sources.ts'

const rf = ask('AT+CFUN?', 'Whether the radio is on', '射频是否打开', [rulesOut('^\\+CFUN: ?1$', 'It is on.', '已打开。'), confirms('^\\+CFUN: ?[04]$', 'It is off: AT+CFUN=1.', '已关闭：发 AT+CFUN=1。')])
const signal = ask('AT+CSQ', 'The signal', '信号强度', [
  confirms('^\\+CSQ: ?(?:99|\\d),', 'None, or too weak.', '没有信号或太弱。'),
  rulesOut('^\\+CSQ: ?(?:1[5-9]|2\\d|3[01]),', 'Good enough.', '信号够用。'),
])
const operator = ask('AT+COPS?', 'How the operator is chosen', '选网方式', [
  confirms('^\\+COPS: ?[12]', 'By hand, or not at all: AT+COPS=0 chooses by itself.', '手动或不选网：发 AT+COPS=0 改为自动。'),
  rulesOut('^\\+COPS: ?0', 'By itself.', '自动选网。'),
])
const cell = ask({ quectel: 'AT+QNWINFO', simcom: 'AT+CPSI?', lierda: 'AT+LCELL?' }, 'Network, band and cell', '网络制式、频段和小区')

export const radioFailures: readonly FieldFailure[] = [
  {
    id: 'radio.no-signal',
    stage: 'radio',
    symptom: text('+CSQ: 99,99: no signal', '+CSQ: 99,99：没有信号'),
    when: [{ line: '^\\+CSQ: ?99,' }, { code: '^radio\\.no-signal$' }],
    causes: [
      possible('no antenna, or it sits on the DIV or GNSS socket instead of MAIN: AT+CSQ rises when a finger touches the socket’s centre.', '天线没接，或插在 DIV、GNSS 座上而不是 MAIN：手指碰 MAIN 座中心，CSQ 会变化。'),
      possible('the radio is off: AT+CFUN? is 0 or 4.', '射频关闭：AT+CFUN? 为 0 或 4。'),
      possible('the module sleeps (NB-IoT in PSM) or has not measured yet: ask again after 10 s.', '模组休眠（NB-IoT 的 PSM）或还没测到：10 秒后再查。'),
      possible('a module for other bands than the operator’s.', '模组频段与运营商不符。'),
    ],
    checks: [rf, signal, cell],
    fix: text('Connect the antenna to MAIN, AT+CFUN=1, and wait.', '天线接到 MAIN 座，发 AT+CFUN=1，等待搜网。'),
  },
  {
    id: 'radio.weak',
    stage: 'radio',
    symptom: text('+CSQ: 0 to 9: weak signal', '+CSQ: 0～9：信号弱'),
    when: [{ line: '^\\+CSQ: ?\\d,' }],
    causes: [
      possible('a basement, a steel cabinet, a far cell: the value rises at the window.', '地下室、金属柜或离基站远：挪到窗边数值会上升。'),
      possible('the antenna is on the wrong socket (DIV instead of MAIN), or damaged: another antenna gives more.', '天线插错座（DIV 而不是 MAIN）或损坏：换一根天线会变好。'),
    ],
    checks: [signal, ask('AT+CESQ', 'RSRP and RSRQ on LTE', 'LTE 的 RSRP、RSRQ')],
    fix: text('Move the antenna. Until then expect packets sent again, slow TLS handshakes and lost links.', '改善天线位置；否则会出现重传、TLS 握手慢、掉线。'),
  },
  {
    id: 'radio.not-searching',
    stage: 'radio',
    symptom: text('Registration 0: the module does not search', '注册状态 0：没有搜网'),
    when: [{ line: registration('0') }],
    causes: [
      possible('the radio is off: AT+CFUN? is 0 or 4.', '射频关闭：AT+CFUN? 为 0 或 4。'),
      possible('the operator is fixed (AT+COPS=1) or searching was ended (AT+COPS=2): AT+COPS? shows it.', '锁了运营商（AT+COPS=1）或注销了网络（AT+COPS=2）：AT+COPS? 能看到。'),
      possible('the card was refused for good; it shows after AT+CFUN=0, AT+CFUN=1 as 3.', '卡被永久拒绝：AT+CFUN=0、AT+CFUN=1 之后会变成 3。'),
    ],
    checks: [rf, operator, ask('AT+CPIN?', 'Whether the card is ready', '卡是否就绪', [rulesOut('READY$', 'Ready.', '已就绪。')])],
    fix: text('AT+CFUN=1 and AT+COPS=0.', '发 AT+CFUN=1 和 AT+COPS=0。'),
  },
  {
    id: 'radio.searching',
    stage: 'radio',
    symptom: text('Registration 2 for long: searching', '注册状态一直是 2：搜网中'),
    when: [{ line: registration('2') }, { code: '^radio\\.not-registered$' }],
    causes: [
      known(`${bg96Notes}; Quectel BG96 AT commands manual, AT+QCFG="nwscanseq"`, 'BG96 and relatives search one network type after the other; the wrong order, or a type that is not here, takes minutes.', 'BG96 系列按顺序逐个制式搜网，顺序不对或当地没有该制式会搜几分钟。'),
      possible('no coverage by this operator or this network type: AT+COPS=? lists who is here (up to 5 min).', '当地没有该运营商或该制式的覆盖：AT+COPS=? 能列出可用网络（最长 5 分钟）。'),
      possible('the module is locked to bands that are not here.', '锁了当地没有的频段。'),
      possible('the network stands on the card’s list of forbidden ones: another module with this card searches too.', '网络在卡的禁止列表里：换模组用这张卡也搜不上。'),
    ],
    checks: [signal, operator, ask({ quectel: 'AT+QCFG="nwscanseq"' }, 'The order of network types', '搜网顺序'), cell],
    fix: text('BG96: AT+QCFG="nwscanseq",… with the type that is here first; AT+COPS=0; clear band locks; move.', 'BG96 用 AT+QCFG="nwscanseq",… 把当地制式排在前面；AT+COPS=0；解除锁频；换位置。'),
  },
  {
    id: 'radio.denied',
    stage: 'radio',
    symptom: text('Registration 3: denied', '注册状态 3：注册被拒'),
    when: [{ line: registration('3') }, { code: '^radio\\.denied$' }],
    causes: [
      possible('the card is not activated or suspended for arrears: the operator’s platform shows its state.', '卡未激活或欠费停机：在运营商平台看卡状态。'),
      possible('the card is bound to another IMEI: reject cause 5 or 6.', '机卡绑定到别的 IMEI：拒绝原因 5 或 6。'),
      possible('roaming is not allowed here (cause 13), or NB-IoT is not in the contract (cause 7 or 15).', '不允许漫游（原因 13），或没开通 NB-IoT（原因 7、15）。'),
    ],
    checks: [
      ask('AT+CEREG?', 'The reject cause, after AT+CEREG=3', '发过 AT+CEREG=3 后可看到拒绝原因', [rulesOut('^\\+CEREG: \\d,[15]', 'Registered now.', '现在已注册。')]),
      ask('AT+CEER', 'The last reason in words', '最近一次失败的文字原因'),
    ],
    fix: text('Have the operator activate, pay for or release the card; then AT+CFUN=0, AT+CFUN=1.', '请运营商激活、续费或解绑，再发 AT+CFUN=0、AT+CFUN=1。'),
  },
  {
    id: 'radio.limited',
    stage: 'radio',
    symptom: text('Registration 4, 6 or 8: out of coverage, SMS only, emergency only', '注册状态 4、6、8：无覆盖、仅短信、仅紧急呼叫'),
    when: [{ line: registration('[468]') }],
    causes: [
      possible('4: no cell is heard any more. Compare AT+CSQ before and after moving.', '4：收不到小区。换位置前后对比 AT+CSQ。'),
      possible('6: the contract has SMS without data; the operator’s platform shows the plan.', '6：套餐只有短信没有数据，到运营商平台看套餐。'),
      possible('8: only other operators’ cells are here, or the card has no contract.', '8：当地只有别家网络，或卡没有套餐。'),
    ],
    checks: [signal, operator, look('Does the same card register elsewhere?', '同一张卡换个地方能否注册？')],
    fix: text('Change the site, the antenna or the card’s plan.', '换位置、换天线，或改套餐、换卡。'),
  },
]
