import { utf8 } from '../../../../shared/text/bytes.ts'
import type { Authority } from '../certificates.ts'
import type { Identity } from '../doors.ts'
import { makeAlibabaIot } from './alibaba-iot.ts'
import { makeAws } from './aws.ts'
import { makeAzureIotHub } from './azure-iothub.ts'
import { makeBaiduIotCore } from './baidu-iotcore.ts'
import { makeHuaweiIotDa } from './huawei-iotda.ts'
import { makeOneNet } from './onenet.ts'
import type { Bench, MakeCloud } from './practice-cloud.ts'
import { serveCloud, type RunningCloud } from './serve-cloud.ts'
import { makeTencentIotHub } from './tencent-iothub.ts'
import { makeTuyaLink } from './tuya-link.ts'

const makers: readonly MakeCloud[] = [
  makeAlibabaIot,
  makeTencentIotHub,
  makeOneNet,
  makeHuaweiIotDa,
  makeBaiduIotCore,
  makeTuyaLink,
  makeAzureIotHub,
  makeAws,
]

/**
 * Every practice cloud, each with secrets of its own that last until it stops. Rejects, with none of them left running, when one cannot be served.
 */
export async function startClouds(authority: Authority, identity: Identity, now: () => number = Date.now): Promise<readonly RunningCloud[]> {
  const bench: Bench = { now, authority, ca: { name: 'practice-ca.pem', bytes: utf8(identity.authority) }, rsaKey: identity.privateKey }
  const tried = await Promise.allSettled(makers.map(async (make) => serveCloud(await make(bench), identity)))
  const running = tried.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const failed = tried.find((result) => result.status === 'rejected')
  if (!failed) return running
  await Promise.all(running.map(({ close }) => close()))
  throw failed.reason
}

export type { RunningCloud } from './serve-cloud.ts'
