import type { Field } from '../../clouds/profile.ts'
import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'

export type MessageMode = '0' | '1'

export const messageModeOf = ({ options }: Job): MessageMode => (options?.['messageMode'] === '1' ? '1' : '0')

/** The bearer of HTTP has an APN of its own; empty: that of the attach. */
export const apnOf = ({ options }: Job): string => (options?.['apn'] ?? '').trim()

export const luatFields: readonly Field[] = [
  {
    key: 'messageMode',
    kind: 'choice',
    label: text('How messages arrive (AT+MQTTMSGSET)', '下行消息上报方式（AT+MQTTMSGSET）'),
    help: text('At once in full, or kept in the modem until AT+MQTTMSGGET reads them.', '直接上报全文，或先缓存在模组里，用 AT+MQTTMSGGET 读取。'),
    required: false,
    initial: '0',
    choices: [
      { value: '0', label: text('0: at once', '0：直接上报') },
      { value: '1', label: text('1: kept, four slots', '1：缓存，4 个位置') },
    ],
    group: 'exchange',
    isAdvanced: true,
  },
  {
    key: 'apn',
    kind: 'text',
    label: text('APN for HTTP (AT+SAPBR)', 'HTTP 用的 APN（AT+SAPBR）'),
    help: text('Of the SIM; left out: the one that the modem attached with.', '按 SIM 卡填写；留空则用模组附着时的 APN。'),
    placeholder: 'CMIOT',
    required: false,
    isTrimmed: true,
    operations: ['http-auth', 'http-register'],
    check: (value) =>
      /^[A-Za-z0-9.-]{1,63}$/.test(value.trim())
        ? []
        : [
            {
              severity: 'error',
              code: 'modem.apn',
              what: text('An APN has letters, digits, dots and hyphens, at most 63.', 'APN 只能用字母、数字、点和短横线，最多 63 个字符。'),
              next: text('Take it from the SIM’s papers, for example CMIOT or cmnet.', '以运营商给的为准，例如 CMIOT、cmnet。'),
            },
          ],
    group: 'server',
    isAdvanced: true,
  },
]
