import { alibabaIot } from './alibaba-iot/profile.ts'
import { aws } from './aws/profile.ts'
import { azureIotHub } from './azure-iothub/profile.ts'
import { baiduIotCore } from './baidu-iotcore/profile.ts'
import { huaweiIotda } from './huawei-iotda/profile.ts'
import { mqttCloud } from './mqtt/profile.ts'
import { oneNet } from './onenet/profile.ts'
import type { CloudProfile } from './profile.ts'
import { tencentIotHub } from './tencent-iothub/profile.ts'
import { tuyaLink } from './tuya-link/profile.ts'

/** Every cloud ATelier knows, in the order in which they are offered. */
export const clouds: readonly CloudProfile[] = [mqttCloud, alibabaIot, tencentIotHub, oneNet, huaweiIotda, baiduIotCore, tuyaLink, aws, azureIotHub]

export const findCloud = (id: string): CloudProfile | undefined => clouds.find((cloud) => cloud.id === id)

export type { Circumstances, CloudProfile, Field, Inputs, InputValue, Prepared } from './profile.ts'
