import type { Failure } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'

/** 27.007, 10.1.19 (+CGEV); Quectel +QIURC, AirM2M +PDP, SIMCom +CMQTTNONET and +CIPEVENT. */
const lost = /^(?:\+CGEV: NW (?:PDN )?DEACT|\+CGEV: NW DETACH|\+QIURC: "pdpdeact",|\+PDP: DEACT|\+CMQTTNONET|\+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY)/

/** The network took the data connection away; whatever was open over it is gone too. */
export function bearerLost(line: string): Failure | undefined {
  if (!lost.test(line)) return undefined
  return {
    code: 'data.lost',
    stage: 'data',
    what: text('The network took the data connection away.', '网络侧断开了数据连接。'),
    next: text('Connect again from the data connection on: close, activate, open, log in, subscribe. If it repeats, check signal, arrears and the operator’s idle time.', '从数据连接开始重连：关闭、激活、打开、登录、订阅。反复出现就检查信号、是否欠费和运营商的空闲时限。'),
    evidence: line,
  }
}
