import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { guide, joinTime, quick } from './constants.ts'
import { quoted } from './login-commands.ts'

/** From the first AT to an address on the Wi-Fi network. */
export function networkSteps({ options = {} }: Job): readonly Step[] {
  const { ssid = '', wifiPassword = '' } = options
  return [
    {
      id: 'at',
      stage: 'modem',
      title: text('Is the module there?', '模组是否应答'),
      why: text('An OK proves port, baud rate and power. ESP-AT wants CR LF behind every line.', '有 OK 就说明串口、波特率、供电都正常。ESP-AT 每行要以 CR LF 结尾。'),
      source: `${guide}, AT`,
      send: 'AT',
      secrets: [],
      expect: { timeoutMs: quick },
      risk: 'reads',
    },
    {
      id: 'error-codes',
      stage: 'modem',
      title: text('Errors with their code', '打开错误码'),
      why: text('Otherwise a refused command says ERROR and nothing else.', '否则指令出错时只回 ERROR，看不出原因。'),
      source: `${guide}, AT+SYSLOG`,
      send: 'AT+SYSLOG=1',
      secrets: [],
      expect: { timeoutMs: quick },
      risk: 'volatile',
      undo: { read: { send: 'AT+SYSLOG?', pattern: '^\\+SYSLOG: ?(\\d)' }, send: 'AT+SYSLOG={before}', timeoutMs: quick },
    },
    {
      id: 'station',
      stage: 'radio',
      title: text('Wi-Fi station', 'Wi-Fi 站点模式'),
      why: text('The module joins a network, as a phone does. Kept in flash.', '模组像手机一样接入路由器。设置会存入 Flash。'),
      source: `${guide}, AT+CWMODE`,
      send: 'AT+CWMODE=1',
      secrets: [],
      expect: { timeoutMs: quick },
      risk: 'writes-nvm',
      undo: { read: { send: 'AT+CWMODE?', pattern: '^\\+CWMODE: ?(\\d)' }, send: 'AT+CWMODE={before}', timeoutMs: quick },
    },
    {
      id: 'join',
      stage: 'radio',
      title: text('Join the Wi-Fi network', '连接 Wi-Fi'),
      why: text('Name and password are kept in flash; the module joins by itself at the next start.', '名称和密码存入 Flash，下次上电自动连接。'),
      source: `${guide}, AT+CWJAP`,
      send: `AT+CWJAP=${quoted(ssid)},${quoted(wifiPassword)}`,
      secrets: wifiPassword === '' ? [] : [...new Set([wifiPassword, quoted(wifiPassword).slice(1, -1)])],
      expect: { timeoutMs: joinTime },
      risk: 'writes-nvm',
    },
    {
      id: 'address',
      stage: 'data',
      title: text('IP address', 'IP 地址'),
      why: text('Without one nothing leaves the module.', '没有 IP 就无法通信。'),
      source: `${guide}, AT+CIPSTA`,
      send: 'AT+CIPSTA?',
      secrets: [],
      expect: {
        timeoutMs: quick,
        line: { prefix: '+CIPSTA:ip:', accept: '^\\+CIPSTA:ip:"(?!0\\.0\\.0\\.0")' },
        poll: { everyMs: 1_000, forMs: 10_000, while: '"0\\.0\\.0\\.0"' },
      },
      capture: [{ name: 'ip', label: text('IP address', 'IP 地址'), pattern: '^\\+CIPSTA:ip:"([^"]+)"' }],
      risk: 'reads',
    },
  ]
}
