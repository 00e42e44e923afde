import type { Field } from '../../clouds/profile.ts'
import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'

/** As released the firmware takes hardly any cloud's login; who builds it sets the sizes. */
export const nrfFields: readonly Field[] = [
  {
    key: 'firmware',
    kind: 'choice',
    group: 'server',
    required: false,
    label: text('Firmware', '固件'),
    help: text(
      'As released, user name and password take 32 bytes, the client ID 64: enough for brokers of your own and for AWS by certificate, not for most clouds.',
      '官方固件的用户名和密码最长 32 字节、Client ID 最长 64 字节：够自建服务器和 AWS 证书接入用，多数云平台的登录参数放不下。',
    ),
    initial: 'stock',
    choices: [
      { value: 'stock', label: text('As released by Nordic', 'Nordic 官方固件') },
      { value: 'own', label: text('Own build with larger sizes', '自编译，已放宽长度') },
    ],
  },
]

export const isOwnBuild = ({ options }: Pick<Job, 'options'>): boolean => options?.['firmware'] === 'own'
