import { text } from '../../text/local-text.ts'
import { ask, confirms, known, look, possible, rulesOut, type FieldFailure } from './field-failure.ts'

/** Between the PC and the modem's command interpreter. */
export const portFailures: readonly FieldFailure[] = [
  {
    id: 'port.no-answer',
    stage: 'port',
    symptom: text('No answer to AT at all', '发 AT 完全没有应答'),
    when: [{ code: '^modem\\.(?:silent|no-answer)$' }, { line: '^AT$', from: 'host', lacks: '.', times: 2, unless: '^OK$' }],
    causes: [
      possible('the wrong port. An EC20 shows several on USB; only “USB AT Port” answers. Open each and send AT.', '选错串口。EC20 的 USB 会出现好几个口，只有 “USB AT Port” 会应答，逐个打开发 AT 试。'),
      possible('the module is off: no boot line appeared. Hold PWRKEY 0.3 to 2 s and watch the port.', '模组没开机：没有打印过开机信息。按住 PWRKEY 0.3～2 秒，同时看串口有没有输出。'),
      possible('TX and RX swapped, no common ground, or 1.8 V against 3.3 V levels. A loop of TX to RX at the plug proves the PC’s side.', 'TX/RX 接反、没有共地，或 1.8 V 与 3.3 V 电平不匹配。在插头处短接 TX、RX 能自发自收，说明电脑侧没问题。'),
      possible('another baud rate, or the module sleeps. Send AT ten times at 115200, 9600, 57600 and 921600.', '波特率不对或模组在休眠。在 115200、9600、57600、921600 下各连发十次 AT。'),
    ],
    checks: [
      ask('AT', 'Whether it answers now, for example at another baud rate', '换波特率等改动后是否有应答', [rulesOut('^OK$', 'The modem answers.', '模组有应答。')]),
      look('Does a boot line (RDY, ready) come when the module is switched on?', '上电开机时有没有打印 RDY 或 ready？'),
    ],
    fix: text('Choose the AT port, switch the module on, set the baud rate; on a UART check TX, RX, ground and levels.', '选对 AT 口、开机、设好波特率；走 UART 的再查 TX/RX、共地和电平。'),
  },
  {
    id: 'port.garbled',
    stage: 'port',
    symptom: text('Garbled text instead of answers', '收到的是乱码'),
    when: [{ code: '^modem\\.garbled$' }, { line: '[\\ufffd\\u0080-\\u009f\\u0000-\\u0008\\u000e-\\u001f]{2,}|\\ufffd.*\\ufffd.*\\ufffd' }],
    causes: [
      possible('the baud rates differ. Try 115200, 9600, 57600 and 921600.', '两边波特率不一致。依次试 115200、9600、57600、921600。'),
      possible('the module detects the rate and has not yet: send AT ten times, then answers turn readable.', '模组是自适应波特率，还没锁定：连发十次 AT，之后应答就正常。'),
      possible('only the first lines after a reset are garbled: the boot ROM of an ESP8266 speaks at 74880.', '只有复位后的头几行是乱码：ESP8266 的 Boot ROM 用 74880 打印，可以忽略。'),
      possible('wrong levels or a bad ground: garbage at every rate.', '电平不对或地线不良：换任何波特率都是乱码。'),
    ],
    checks: [
      ask('AT', 'Whether OK is readable at this rate', '在当前波特率下能否读到 OK', [rulesOut('^OK$', 'The rate is right now.', '波特率已经对了。')]),
      ask('AT+IPR?', 'The rate that the module keeps (0: detects it)', '模组保存的波特率（0 为自适应）', [confirms('^\\+IPR: ?0$', 'The module detects the rate: fix it.', '模组是自适应波特率，建议固定下来。')]),
    ],
    fix: text('Set the port to the module’s rate; then fix it with AT+IPR=115200 and, where the family has it, AT&W.', '把串口设成模组的波特率；再用 AT+IPR=115200 固定，支持的模组加 AT&W 保存。'),
  },
  {
    id: 'port.echo-only',
    stage: 'modem',
    symptom: text('Only the echo comes back, never OK', '只有回显，没有 OK'),
    when: [{ code: '^modem\\.echo-only$' }, { line: '^AT', from: 'modem', lacks: '.' }],
    causes: [
      known('openLuat, AT commands of the Air724UG with Alibaba Cloud: commands end with \\r', 'The terminal sends no carriage return: the command line never ends.', '串口工具没发回车（\\r）：指令一直没有结束。'),
      known('ESP-AT user guide, AT Command Set, AT command types: lines end with CR LF', 'ESP-AT wants CR and LF; a CR alone ends nothing.', 'ESP-AT 要 \\r\\n 结尾，只发 \\r 不生效。'),
      known('Quectel MQTT application note, AT+QMTPUB: input ends with Ctrl+Z, ESC cancels', 'The module still waits for the data of an earlier command and takes this one for data.', '模组还在等上一条指令的数据，把这条指令当成数据收了。'),
      possible('results are switched off (ATQ1), or TX is wired to RX: then the echo comes without a module too.', '结果码被关闭（ATQ1），或 TX、RX 短接了：后者拔掉模组照样有回显。'),
    ],
    checks: [
      look('Does the terminal send CR LF? In SSCOM that is the tick at “add CR LF” (加回车换行).', '串口工具是否勾选“加回车换行”？'),
      look('Does OK come after ATQ0V1? Then results had been switched off.', '发 ATQ0V1 后有没有 OK？有就说明之前结果码被关了。'),
    ],
    fix: text('Send lines with CR LF. If data is awaited, send ESC (0x1B), or fill up the announced length; else power-cycle.', '指令以 \\r\\n 结尾发送。若模组在等数据，发 ESC（0x1B）取消或补足长度；仍不行就断电重启。'),
  },
  {
    id: 'port.typographic',
    stage: 'modem',
    symptom: text('ERROR to every command although it looks right', '指令看着没错，却都回 ERROR'),
    when: [
      { line: '^(?:ERROR|\\+CME ERROR: ?\\d+)$', answers: '[\\u201c\\u201d\\u2018\\u2019\\uff02\\uff0c\\uff1b\\uff1a\\uff1d\\uff1f\\u00a0\\u3000\\u200b]' },
      { line: '^(?:ERROR|\\+CME ERROR: ?\\d+)$', answers: '^[^"]*"[^"]*(?:"[^"]*"[^"]*)*$' },
    ],
    causes: [
      known('Article “物联网基础:EC20 MQTTS连接服务器进行加密数据传输”, tables of commands; public notes “Configuring the Quectel BG96 for AWSIoT” on GitHub', 'Copied commands carry typographic quotes “ ” or full-width commas ，.', '从网页或 Word 复制的指令带中文引号“ ”或全角逗号，。'),
      known('Public project P10-Display (SIM7600EI to AWS IoT) on GitHub, test 10: AT+CSSLCFG="sslversion",0,4" answers ERROR', 'A stray quote at the end, or one missing.', '末尾多了一个引号，或少了一个。'),
      possible('an invisible blank (non-breaking, zero width). Show the line in hex: it is not 20.', '混入了不可见空格（不换行空格、零宽字符）。切到 HEX 看，不是 20。'),
    ],
    checks: [look('Type the command anew by hand: if it works, the copied characters were at fault.', '手动重新输入这条指令：能通过就是复制来的字符有问题。')],
    fix: text('Replace them by ASCII " and , and send again. Ours are sent as ASCII.', '把引号、逗号换成英文半角再发。本软件生成的指令都是半角。'),
  },
  {
    id: 'port.no-urc',
    stage: 'modem',
    families: ['quectel'],
    symptom: text('Commands answer OK, but no URC ever comes', '指令都回 OK，但 URC 一直不上报'),
    when: [
      { families: ['quectel'], code: '^modem\\.no-urc$' },
      { families: ['quectel'], line: '^OK$', answers: '^AT\\+QMTOPEN=', lacks: '^\\+QMT' },
    ],
    causes: [
      known('Quectel AT commands manual, AT+QURCCFG="urcport"', 'URCs go to another port: the factory’s is usbat, while the host sits on a UART.', 'URC 上报口不是当前口：出厂是 usbat，而主机接在 UART 上。'),
      possible('a filter of the terminal hides lines that begin with +. The recording has every byte.', '串口工具过滤掉了 + 开头的行。以记录里的原始字节为准。'),
      possible('the network does not answer and the time has not run out: AT+QMTOPEN may take 120 s.', '网络没有回应且还没到超时：AT+QMTOPEN 最长 120 秒。'),
    ],
    checks: [
      ask({ quectel: 'AT+QURCCFG="urcport"' }, 'Where URCs go', 'URC 上报到哪个口', [
        confirms('"usb(?:at|modem)"', 'They go to USB: on a UART none will appear.', '上报到 USB 口，UART 上收不到。'),
        rulesOut('"all"', 'They go everywhere: this is not it.', '所有口都上报，不是这个原因。'),
      ]),
    ],
    fix: text('On a UART: AT+QURCCFG="urcport","uart1"; on USB: AT+QURCCFG="urcport","usbat". Then open again.', '接 UART 发 AT+QURCCFG="urcport","uart1"，接 USB 发 AT+QURCCFG="urcport","usbat"，再重新打开连接。'),
  },
  {
    id: 'port.usb-uart',
    stage: 'port',
    symptom: text('Works on USB and fails on the UART, or the other way round', 'USB 上正常、UART 上不通，或反过来'),
    when: [{ line: '^\\+IFC: ?[12],[12]$' }, { line: '^AT\\+IFC=2,2$', weak: true }],
    causes: [
      possible('hardware flow control is on (AT+IFC=2,2) and RTS/CTS are not wired: AT+IFC? on the side that works shows it.', '打开了硬件流控（AT+IFC=2,2），但 RTS/CTS 没接：在能通的口上发 AT+IFC? 就能看到。'),
      possible('the USB port is not the AT port but the one for diagnosis, NMEA or modem. Open each and send AT.', 'USB 口选的是诊断口、NMEA 口或 Modem 口，不是 AT 口。逐个打开发 AT。'),
      possible('the UART has another rate than the terminal; USB has none. AT+IPR? on USB shows the UART’s.', 'UART 波特率与串口工具不一致，而 USB 不受波特率影响。在 USB 口发 AT+IPR? 查看。'),
    ],
    checks: [
      ask('AT+IFC?', 'Whether flow control is on', '是否打开了流控', [
        confirms('^\\+IFC: ?[12],[12]$', 'It is on: RTS and CTS must be wired.', '流控已打开：必须接 RTS/CTS。'),
        rulesOut('^\\+IFC: ?0,0$', 'It is off.', '流控是关闭的。'),
      ]),
      ask('AT+IPR?', 'The UART’s rate (0: detects it)', 'UART 的波特率（0 为自适应）'),
    ],
    fix: text('AT+IFC=0,0 on the side that works, or wire RTS and CTS; take the AT port; set the UART’s rate.', '在能通的口上发 AT+IFC=0,0，或把 RTS/CTS 接上；选对 AT 口；把 UART 波特率设一致。'),
  },
]
