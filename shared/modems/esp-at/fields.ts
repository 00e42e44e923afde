import type { Field } from '../../clouds/profile.ts'
import { text } from '../../text/local-text.ts'

/** What a Wi-Fi module asks for instead of a SIM. */
export const espAtFields: readonly Field[] = [
  {
    key: 'ssid',
    kind: 'text',
    group: 'server',
    required: true,
    label: text('Wi-Fi network (SSID)', 'Wi-Fi 名称（SSID）'),
    help: text('2.4 GHz only, spelt as the router shows it; at most 32 bytes.', '只支持 2.4 GHz，大小写与路由器一致，最多 32 字节。'),
    placeholder: 'workshop-2.4G',
  },
  {
    key: 'wifiPassword',
    kind: 'secret',
    group: 'server',
    required: false,
    label: text('Wi-Fi password', 'Wi-Fi 密码'),
    help: text('8 to 63 characters; empty for an open network.', '8～63 个字符；开放网络留空。'),
  },
]
