import { text, type Text } from '../text/local-text.ts'
import type { GivenPart } from './given.ts'

/** The parts of a login as sentences name them. */
export const partLabels: Readonly<Record<GivenPart, Text>> = {
  host: text('host', '服务器地址'),
  port: text('port', '端口'),
  clientId: text('client ID', 'Client ID'),
  username: text('user name', '用户名'),
  password: text('password', '密码'),
}
