import { presets } from '../clouds/mqtt/presets.ts'
import { text, type Text } from '../text/local-text.ts'

/** Names under which a cloud is reached in any region, with or without an instance's own label in front. */
const suffixes: readonly (readonly [name: Text, ends: readonly string[]])[] = [
  [text('Alibaba Cloud', '阿里云'), ['aliyuncs.com']],
  [text('Tencent Cloud', '腾讯云'), ['tencentdevices.com', 'tencentcs.com', 'tencentiotcloud.com']],
  [text('China Mobile OneNET', '中国移动 OneNET'), ['heclouds.com']],
  [text('Huawei Cloud', '华为云'), ['myhuaweicloud.com', 'myhuaweicloud.cn', 'myhuaweicloud.eu', 'huaweicloud.com']],
  [text('Baidu Cloud', '百度智能云'), ['baidubce.com']],
  [text('Tuya', '涂鸦'), ['tuyacn.com', 'tuyaus.com', 'tuyaeu.com', 'tuyain.com', 'iotbing.com']],
  [text('AWS IoT Core', 'AWS IoT Core'), ['amazonaws.com', 'amazonaws.com.cn']],
  [text('Azure IoT', 'Azure IoT'), ['azure-devices.net', 'azure-devices.cn', 'azure-devices.us', 'azure-devices-provisioning.net', 'azure-devices-provisioning.cn', 'azure-devices-provisioning.us', 'azure-automation.net']],
  // Its brokers are sh-1-mqtt.iot-api.com and the like, by region and number.
  [text('ThingsCloud', 'ThingsCloud'), ['iot-api.com', 'thingscloud.xyz', 'thingscloud.co']],
  [text('ThingsBoard’s public servers', 'ThingsBoard 公共服务器'), ['thingsboard.cloud', 'thingsboard.io']],
  [text('EMQX’s public broker and cloud', 'EMQX 公共服务器与云服务'), ['emqx.io', 'emqx.com', 'emqx.cloud', 'emqxsl.com', 'emqxsl.cn']],
  [text('mosquitto’s public broker', 'mosquitto 公共服务器'), ['mosquitto.org']],
  [text('Eclipse’s public broker', 'Eclipse 公共服务器'), ['eclipseprojects.io']],
  [text('HiveMQ’s public broker and cloud', 'HiveMQ 公共服务器与云服务'), ['hivemq.com', 'hivemq.cloud', 'mqttdashboard.com']],
]

/** Servers that others use too: a load test there is an attack, and clouds lock the account. Null: no name of theirs. */
export function publicEndpoint(host: string): Text | null {
  const name = host.trim().toLowerCase().replace(/\.+$/, '')
  for (const [who, ends] of suffixes) if (ends.some((end) => name === end || name.endsWith(`.${end}`))) return who
  return Object.values(presets).find((preset) => preset.host?.toLowerCase() === name)?.label ?? null
}
