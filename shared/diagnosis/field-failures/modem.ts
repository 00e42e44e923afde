import { text } from '../../text/local-text.ts'
import { ask, confirms, known, look, possible, rulesOut, type FieldFailure } from './field-failure.ts'
import { cme, login } from './signs.ts'
import { airm2mBoot } from './sources.ts'

/** The module answers, but not as it should: its state, its firmware, its supply. */
export const modemFailures: readonly FieldFailure[] = [
  {
    id: 'modem.early-command',
    stage: 'modem',
    families: ['luat'],
    symptom: text('+CME ERROR: 4 shortly after power-on (Air780E and relatives)', '刚上电时回 +CME ERROR: 4（Air780E 系列）'),
    when: [
      { families: ['luat'], line: '^\\+CME ERROR: 4$' },
      { families: ['luat'], line: '^\\+CME ERROR: 4$', before: ['^(?:RDY|\\^MODE:.*|\\^boot\\.rom.*)$'], unless: '^\\+(?:E_UTRAN|CGEV: ME PDN ACT)' },
    ],
    causes: [
      known(airm2mBoot, 'The command came before the protocol stack was ready: between RDY and +CGEV: ME PDN ACT some 30 s may pass.', '协议栈还没就绪就发了指令：从 RDY 到 +CGEV: ME PDN ACT 可能要 30 秒左右。'),
      possible('this firmware does not have the command: it still answers 4 after a minute. Compare AT+CGMR.', '固件不支持这条指令：开机一分钟后仍然回 4，用 AT+CGMR 核对版本。'),
    ],
    checks: [ask('AT+CPIN?', 'Whether the stack is up', '协议栈是否就绪', [rulesOut('^\\+CPIN: READY$', 'It is up: send the command again.', '已就绪，请重发指令。'), confirms('^\\+CME ERROR', 'Not yet: wait and ask again.', '还没就绪，稍后再查。')])],
    fix: text('Wait for +E_UTRAN Service or +CGEV: ME PDN ACT 1, or 30 s, then go on.', '等到 +E_UTRAN Service 或 +CGEV: ME PDN ACT 1，或等 30 秒再继续。'),
  },
  {
    id: 'modem.not-allowed',
    stage: 'modem',
    symptom: text('+CME ERROR: 3, operation not allowed', '+CME ERROR: 3，当前状态不允许'),
    when: cme('3'),
    causes: [
      possible('a step before it is missing, such as registration or the data connection. Ask the states below.', '前面的步骤没做，例如还没注册或没拨号。用下面的指令查状态。'),
      possible('it is done already: what is open cannot be opened again.', '已经做过了：已打开的不能再打开。'),
    ],
    checks: [
      ask('AT+CEREG?', 'Whether it is registered', '是否已注册', [rulesOut('^\\+CEREG: \\d,[15]', 'Registered.', '已注册。'), confirms('^\\+CEREG: \\d,[02348]', 'Not registered: that comes first.', '没有注册，要先注册上网。')]),
      ask('AT+CGPADDR', 'Whether it has an address', '是否有 IP 地址', [rulesOut('^\\+CGPADDR: \\d+,"?[1-9]', 'It has one.', '有 IP。')]),
    ],
    fix: text('Run the steps before it; where it is open already, close it first.', '把前面的步骤补上；如果已经打开，先关闭再打开。'),
  },
  {
    id: 'modem.wrong-parameter',
    stage: 'modem',
    symptom: text('+CME ERROR: 50, 53 or 100: the parameters are not accepted', '+CME ERROR: 50、53 或 100：参数不被接受'),
    when: cme('50|53|100'),
    causes: [
      possible('a parameter too many, too few or out of range. The command with =? prints what this firmware takes.', '参数多了、少了或超出范围。发该指令的 =? 形式看固件支持什么。'),
      possible('the firmware lacks this option. Compare AT+CGMR with the manual’s issue.', '固件没有这个选项。用 AT+CGMR 对照手册版本。'),
    ],
    checks: [ask('AT+CGMR', 'The firmware version', '固件版本'), look('Send the command with =? and compare number and range of the parameters.', '发该指令的 =? 形式，核对参数个数和范围。')],
    fix: text('Send what =? allows, or update the firmware.', '按 =? 给出的范围填写，或升级固件。'),
  },
  {
    id: 'modem.busy',
    stage: 'modem',
    families: ['esp'],
    symptom: text('ESP-AT: busy p…', 'ESP-AT 返回 busy p…'),
    when: [{ line: '^busy (?:p|s)' }],
    causes: [
      known('Espressif ESP-FAQ, AT: “busy” means that the command before is still at work', 'A command was sent before the one before it had ended: in the log no OK or ERROR stands between them.', '上一条指令还没结束就发了下一条：日志里两条指令之间没有 OK 或 ERROR。'),
      possible('the module is still joining the Wi-Fi or connecting; that may take 15 s.', '模组正在连 Wi-Fi 或服务器，可能要 15 秒。'),
    ],
    checks: [ask('AT', 'Whether it is free again', '是否已空闲', [rulesOut('^OK$', 'It is free.', '已空闲。'), confirms('^busy', 'Still busy.', '还在忙。')])],
    fix: text('Send the next command only after OK or ERROR.', '收到 OK 或 ERROR 之后再发下一条。'),
  },
  {
    id: 'modem.brown-out',
    stage: 'modem',
    symptom: text('The module restarts in the middle of its work (RDY or ready appears)', '运行中模组自己重启（冒出 RDY 或 ready）'),
    when: [
      { code: '^modem\\.rebooted$' },
      { line: '^(?:RDY|ready|\\^boot\\.rom.*|APP RDY|Ready)$', answers: '^AT(?:\\+|#)(?!RESET|CRESET|CFUN|RST|RESTORE|CPOF|QPOWD|XRESET|XSHUTDOWN)' },
    ],
    causes: [
      possible('the supply dips while transmitting: up to 2 A on GSM, 0.5 to 1 A on LTE. An oscilloscope at VBAT shows it; with a strong supply it goes away.', '发射瞬间供电跌落：GSM 峰值 2 A，LTE 0.5～1 A。用示波器看 VBAT，换大电流电源后消失。'),
      possible('a watchdog or the host’s reset line. Does it happen without transmitting too?', '看门狗或主机拉了复位脚。不发射的时候是否也重启？'),
    ],
    checks: [
      ask({ quectel: 'AT+CBC', simcom: 'AT+CBC', luat: 'AT+CBC' }, 'The supply’s voltage, in mV', '供电电压（mV）'),
      look('Does RDY come always at the same step, when the module transmits?', '是不是总在同一步、一发射就出现 RDY？'),
    ],
    fix: text('A supply for the peak current, short thick leads, 470 to 1000 µF at VBAT. Settings in RAM are gone: run the plan from the top.', '换能带峰值电流的电源、加粗缩短供电线，VBAT 处加 470～1000 µF 电容。RAM 里的设置已丢失，请从头运行。'),
  },
  {
    id: 'modem.no-mqtt-firmware',
    stage: 'modem',
    families: ['quectel'],
    symptom: text('Quectel hardware that knows no MQTT command', '移远模组不认 MQTT 指令'),
    when: [
      { families: ['quectel'], line: '^(?:ERROR|\\+CME ERROR: (?:4|58|100))$', answers: '^AT\\+QMT(?:CFG|OPEN)=\\?$' },
      { families: ['quectel'], line: '^(?:ERROR|\\+CME ERROR: (?:4|58|100))$', answers: '^AT\\+QMT', before: ['OCPU|QuecPython|QPY'] },
    ],
    causes: [
      known('QuecPython documentation, choosing and flashing firmware: modules ship with the AT firmware, which the QuecPython firmware replaces', 'QuecPython or OpenCPU firmware is on it: there is no MQTT behind AT (AT+CGMR ends with _OCPU or _QPY).', '刷的是 QuecPython 或 OpenCPU 固件，没有 AT MQTT 协议栈（AT+CGMR 末尾带 _OCPU、_QPY）。'),
      possible('old firmware without MQTT. Ask the supplier which version has it.', '固件太旧，没有 MQTT。向供应商确认哪个版本支持。'),
    ],
    checks: [
      ask({ quectel: 'AT+CGMR' }, 'The firmware version', '固件版本', [confirms('OCPU|QPY', 'Not a standard AT firmware.', '不是标准 AT 固件。')]),
      ask({ quectel: 'AT+QMTCFG=?' }, 'Whether the MQTT commands exist', 'MQTT 指令是否存在', [rulesOut('^\\+QMTCFG:', 'They exist.', '存在。'), confirms('^(?:ERROR|\\+CME ERROR.*)$', 'They do not.', '不存在。')]),
    ],
    fix: text('Flash the standard AT firmware of the same hardware version.', '刷对应硬件版本的标准 AT 固件。'),
  },
  {
    id: 'modem.asleep',
    stage: 'modem',
    symptom: text('NB-IoT: connects the first time, later the module says nothing', 'NB-IoT：第一次能连，之后模组没反应'),
    when: [
      { line: '^AT', from: 'host', lacks: '.', times: 2, before: ['^OK$', login] },
      { line: '^\\+(?:QNBIOTEVENT: ?"ENTER PSM"|NPSMR: ?1|CPSMS: ?1(?:,.*)?|QSCLK: ?[12])$' },
    ],
    causes: [
      possible('the module is in power saving (PSM) and off the air. AT+CPSMS? shows 1.', '模组进入了 PSM 省电模式，射频关闭。AT+CPSMS? 显示 1。'),
      possible('its UART sleeps: it answers again after AT is sent three times.', '串口休眠：连发三次 AT 后恢复应答。'),
    ],
    checks: [
      ask('AT+CPSMS?', 'Whether power saving is on', 'PSM 是否打开', [confirms('^\\+CPSMS: ?1', 'It is on.', '已打开。'), rulesOut('^\\+CPSMS: ?0', 'It is off.', '已关闭。')]),
      ask({ quectel: 'AT+QSCLK?' }, 'Whether the UART may sleep', '串口是否允许休眠', [confirms('^\\+QSCLK: ?[12]', 'It may.', '允许休眠。')]),
    ],
    fix: text('While commissioning: AT+CPSMS=0, AT+CEDRXS=0, and AT+QSCLK=0 or AT+SM=lock (BC26). Wake the UART with AT sent three times.', '调试期间关掉省电：AT+CPSMS=0、AT+CEDRXS=0，再加 AT+QSCLK=0 或 AT+SM=lock（BC26）。串口休眠时先连发三次 AT 唤醒。'),
  },
]
