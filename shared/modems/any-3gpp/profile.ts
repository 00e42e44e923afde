import { explainCme } from '../../at/explain-cme.ts'
import { text } from '../../text/local-text.ts'
import { attachSteps } from '../common-3gpp/attach-steps.ts'
import { explainNetwork } from '../common-3gpp/explain-network.ts'
import type { ModemProfile } from '../profile.ts'
import { aboutSteps } from './about-steps.ts'

/** ms. 27.007 gives no times; slow modules of the families known here answer a question within seconds, and attach within 140 s. */
const quick = 2_000
const simTime = 5_000
const attachTime = 140_000

const noAddress = text('Set the SIM’s APN with AT+CGDCONT=1,"IP","<apn>" and activate it: AT+CGACT=1,1.', '用 AT+CGDCONT=1,"IP","<apn>" 设置 APN，再发 AT+CGACT=1,1 激活。')

/** What 3GPP alone promises: the way from the cable to an IP address. MQTT is each maker's own, so the plan ends there. */
export const any3gpp: ModemProfile = {
  id: 'any-3gpp',
  name: 'Any 3GPP modem',
  label: text('Any 3GPP modem', '任意 3GPP 模组'),
  maker: '3GPP',
  summary: text(
    'Network check alone: identity, SIM, signal, registration, data, clock. For modules without a profile.',
    '只做网络检查：型号、SIM 卡、信号、注册、数据连接、时钟。适用于没有专门配置的模组。',
  ),
  // None by name: it is what remains.
  identity: /(?!)/,
  reach: 'network',
  lint: () => [],
  steps: () => [...attachSteps({ registration: 'CREG', manual: '3GPP 27.007', quick, simTime, attachTime }), ...aboutSteps(quick)],
  explain: (evidence) =>
    (evidence.offending === undefined ? undefined : explainNetwork(evidence, noAddress)) ??
    (evidence.final === null ? undefined : explainCme(evidence.final, evidence.stage)),
  explainUrc: () => undefined,
  describe: () => undefined,
  parseMessage: () => undefined,
  urcPrefixes: [],
  lengthUrcs: [],
  restartLines: [],
  closing: [],
}
