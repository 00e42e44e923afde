import type { Failure } from '../../contract/failure.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Evidence } from '../../wizard/step.ts'

type Refusal = { readonly command: RegExp; readonly code: string; readonly what: Text; readonly next: Text }

/** Commands that answer a bare ERROR, and what that means; SIMCom gives no code for them. */
const refusals: readonly Refusal[] = [
  {
    command: /^AT\+CCERTDOWN=/,
    code: 'tls.file-refused',
    what: text('The modem did not take the file.', '模组没有接收这个文件。'),
    next: text(
      'Its storage may be full: AT+CCERTLIST shows what is there, AT+CCERTDELE="<name>" deletes. At most 10240 bytes; names end with .pem or .der.',
      '存储可能已满：用 AT+CCERTLIST 查看，AT+CCERTDELE="<文件名>" 删除。文件不超过 10240 字节，名称以 .pem 或 .der 结尾。',
    ),
  },
  {
    command: /^AT\+CSSLCFG="sslversion"/,
    code: 'tls.version-refused',
    what: text('This firmware counts TLS versions differently.', '这个固件的 TLS 版本编号不同。'),
    next: text(
      'With TLS 1.3 the range is 0 to 2, and 2 means all: change the 4 to 2 and retry, or skip this step, for all is the factory setting.',
      '支持 TLS 1.3 的固件取值为 0～2，2 表示全部：把 4 改成 2 再试；也可以跳过此步，出厂默认就是全部。',
    ),
  },
  {
    command: /^AT\+CSSLCFG="enableSNI"/,
    code: 'tls.no-sni',
    what: text('This firmware cannot send the server’s name in the handshake (SNI).', '这个固件的 TLS 握手不支持 SNI。'),
    next: text('Skip this step if the server does not need it. AWS and servers that share an address do: update the firmware.', '服务器不要求 SNI 时可跳过此步。AWS 和共用地址的服务器必须要：请升级固件。'),
  },
  {
    command: /^AT\+CMQTTSTART/,
    code: 'mqtt.service-not-started',
    what: text('The MQTT service does not start.', 'MQTT 服务启动失败。'),
    next: text(
      'It may be running already and not let itself be stopped, or there is no data connection: check AT+CGPADDR, then restart with AT+CRESET.',
      '可能已经在运行且停不掉，或没有数据连接：检查 AT+CGPADDR，再用 AT+CRESET 重启。',
    ),
  },
  {
    command: /^AT\+CMQTTACCQ=/,
    code: 'mqtt.client-refused',
    what: text('The modem refuses this client.', '模组拒绝申请这个客户端。'),
    next: text(
      'Ask AT+CMQTTACCQ=? for the longest client ID: old SIM7600 firmware takes 23 bytes. AT+CMQTTSTART must have come before.',
      '用 AT+CMQTTACCQ=? 查看 Client ID 上限，SIM7600 老固件只有 23 字节；并确认已先执行 AT+CMQTTSTART。',
    ),
  },
]

const notSupported: Omit<Refusal, 'command'> = {
  code: 'modem.not-supported',
  what: text('This firmware does not know the command.', '这个固件不支持该指令。'),
  next: text(
    'Read the version with AT+CGMR and ask SIMCom for firmware with MQTT and SSL; SIM7000, SIM7070 and SIM7080 have other commands (AT+SMCONN).',
    '用 AT+CGMR 读版本，向 SIMCom 索取带 MQTT 和 SSL 的固件；SIM7000/7070/7080 用的是另一套指令（AT+SMCONN）。',
  ),
}

export function explainRefusedSetting({ command, final, stage }: Evidence): Failure | undefined {
  const { code, what, next } = (final === 'COMMAND NOT SUPPORT' ? notSupported : refusals.find((refusal) => refusal.command.test(command))) ?? {}
  if (code === undefined || what === undefined || next === undefined) return undefined
  return { code, stage, what, next, ...(final !== null && { evidence: final }) }
}
