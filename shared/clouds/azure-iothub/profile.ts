import { text } from '../../text/local-text.ts'
import type { CloudProfile } from '../profile.ts'
import { makeDpsRegister } from './dps.ts'
import { azureAuthorities, azureCodes, azureLifetimes, azureTopics } from './facts.ts'
import { azureFields } from './fields.ts'
import { azureInspection } from './inspect.ts'
import { makeLogin } from './login.ts'
import { azureRules } from './rules.ts'
import { makeSas } from './tool.ts'

/** Azure IoT Hub, and the Device Provisioning Service (DPS) that assigns devices to hubs. */
export const azureIotHub: CloudProfile = {
  id: 'azure-iothub',
  name: text('Azure IoT Hub', 'Azure IoT 中心'),
  summary: text('SAS token signed with the device’s key, or an X.509 certificate; DPS names the hub.', '用设备密钥签发的 SAS 令牌或 X.509 证书登录；可通过 DPS 分配 IoT 中心。'),
  fields: azureFields,
  operations: [
    {
      id: 'login',
      title: text('MQTT login', 'MQTT 直连'),
      summary: text('Client ID, user name and SAS token of one device at its hub.', '计算设备在其 IoT 中心的 Client ID、用户名和 SAS 令牌。'),
      kind: 'login',
      make: makeLogin,
    },
    { id: 'sas', title: text('SAS token', 'SAS 令牌'), summary: text('A token for any resource, by any key.', '用任意密钥为任意资源签发令牌。'), kind: 'tool', make: makeSas },
    {
      id: 'dps-register',
      title: text('Register with DPS', 'DPS 注册'),
      summary: text('The provisioning service assigns the device to a hub; by key, by a group’s key, or by certificate.', '通过预配服务分配 IoT 中心；支持单独密钥、注册组密钥和证书。'),
      kind: 'mqtt',
      make: makeDpsRegister,
    },
  ],
  inspection: azureInspection,
  rules: azureRules,
  topics: azureTopics,
  codes: azureCodes,
  authorities: azureAuthorities,
  lifetimes: azureLifetimes,
}
