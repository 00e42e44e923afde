import { text } from '../../text/local-text.ts'
import type { CloudProfile } from '../profile.ts'
import { baiduAuthorities, baiduCodes, baiduLifetimes, baiduTopics } from './facts.ts'
import { baiduFields } from './fields.ts'
import { baiduInspection } from './inspect.ts'
import { makeLogin } from './login.ts'
import { baiduRules } from './rules.ts'

/** Baidu AI Cloud IoT Core. */
export const baiduIotCore: CloudProfile = {
  id: 'baidu-iotcore',
  name: text('Baidu IoT Core', '百度智能云物联网核心套件'),
  summary: text('IoTCoreId, DeviceKey, DeviceSecret; the password is a plain hash over them.', 'IoTCoreId、DeviceKey 加 DeviceSecret；密码是对它们做的普通哈希。'),
  fields: baiduFields,
  operations: [{ id: 'login', title: text('MQTT login', 'MQTT 登录'), summary: text('User name and password by MD5 or SHA256.', '用 MD5 或 SHA256 计算用户名和密码。'), kind: 'login', make: makeLogin }],
  inspection: baiduInspection,
  rules: baiduRules,
  topics: baiduTopics,
  codes: baiduCodes,
  authorities: baiduAuthorities,
  lifetimes: baiduLifetimes,
}
