import type { Stage } from '../../contract/failure.ts'
import { text, type Text } from '../../text/local-text.ts'

export type Meaning = { readonly stage: Stage; readonly earliest?: Stage; readonly what: Text; readonly next: Text }

/** CONNACK return codes (MQTT 3.1.1, table 3.1) as modems print them. `version`: how this family is told to speak MQTT 3.1.1. */
export const connackMeanings = (version: Text): Readonly<Record<string, Meaning>> => ({
  '1': {
    stage: 'mqtt',
    what: text('The broker does not accept this MQTT version.', '服务器不接受这个 MQTT 版本。'),
    next: version,
  },
  '2': {
    stage: 'mqtt',
    what: text('The broker rejected the client ID.', '服务器拒绝了这个 Client ID。'),
    next: text('Check its format and length with the broker’s documentation; it must not be in use by another client.', '按服务器要求核对 Client ID 的格式和长度，也不能被别的客户端占用。'),
  },
  '3': {
    stage: 'mqtt',
    what: text('The broker’s MQTT service is unavailable.', '服务器的 MQTT 服务暂不可用。'),
    next: text('The address answers but does not serve: check the instance in its console, then retry.', '地址能连上但服务没开：到控制台检查实例状态后再试。'),
  },
  '4': {
    stage: 'mqtt',
    what: text('The broker rejected the user name or password.', '用户名或密码错误，服务器拒绝登录。'),
    next: text('Type both again and look for a copied space; try the same login from this PC.', '重新输入账号密码，注意有没有多复制空格；可用电脑试同一组账号。'),
  },
  '5': {
    stage: 'mqtt',
    what: text('The broker does not authorise this client.', '服务器未授权此客户端登录。'),
    next: text('Wrong user name or password (mosquitto answers so), a disabled device, or an access list: check the login, then the broker’s rules.', '可能是账号密码错（mosquitto 会这样回）、设备被禁用或有访问控制：先核对账号，再查服务器规则。'),
  },
})
