import { quoted } from '../../at/quote.ts'
import { str } from '../../clouds/inputs.ts'
import { text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import type { Step } from '../../wizard/step.ts'
import type { Variant, VariantContext } from '../../wizard/variant.ts'
import { byteLength } from '../../text/suspicious.ts'
import { client, quick } from './constants.ts'
import type { QuectelModel } from './models.ts'
import { connectSteps, exchangeSteps, mqttConfigurationSteps } from './steps-mqtt.ts'
import { tlsSteps } from './steps-tls.ts'

/** bytes; EC800M MQTT application note, AT+QMTCFG="aliauth". */
const limits = { productKey: 256, deviceName: 128, deviceSecret: 128 } as const
type Key = keyof typeof limits
const keys = Object.keys(limits) as readonly Key[]

function tripleStep({ notes }: QuectelModel, values: readonly string[], deviceSecret: string): Step {
  return {
    id: 'aliauth',
    stage: 'mqtt',
    title: text('Device certificate', '设备三元组'),
    why: text(
      'ProductKey, DeviceName, DeviceSecret: the module computes user name and password from them. ERROR: this firmware cannot.',
      'ProductKey、DeviceName、DeviceSecret：用户名和密码由模组自己计算。返回 ERROR 说明固件不支持。',
    ),
    source: `${notes.mqtt}, AT+QMTCFG="aliauth"`,
    send: `AT+QMTCFG="aliauth",${client},${values.map(quoted).join(',')}`,
    secrets: [deviceSecret],
    expect: { timeoutMs: quick },
    risk: 'volatile',
  }
}

/** The commands quote the parts as they are. */
const lint = ({ inputs }: VariantContext): readonly Finding[] =>
  keys.flatMap((key): Finding[] => {
    const value = str(inputs, key)
    if (byteLength(value) <= limits[key] && !/["\x00-\x1f]/.test(value)) return []
    return [
      {
        severity: 'error',
        code: 'modem.aliauth-value',
        stage: 'mqtt',
        field: key,
        what: text(`${key} does not fit into AT+QMTCFG="aliauth": at most ${limits[key]} bytes, no double quote, no line end.`, `${key} 放不进 AT+QMTCFG="aliauth"：最多 ${limits[key]} 字节，不能有双引号和换行。`),
        next: text('Copy it again from the console, or choose the computed login.', '请从控制台重新复制，或改用计算好的登录参数。'),
      },
    ]
  })

/**
 * Alibaba Cloud Link, “以移远 BC26 NB-IoT 开发板为例”: the module signs, QMTCONN carries the device's name alone. The job stays the cloud's own,
 * so that the PC can try the same device; only what the modem is told differs.
 */
export const aliauth = (model: QuectelModel, attach: readonly Step[]): Variant => ({
  id: 'aliauth',
  title: text('Signed by the module (aliauth)', '模组内置鉴权（aliauth）'),
  summary: text('The module takes ProductKey, DeviceName and DeviceSecret and makes the login itself.', '把三元组写入模组，由模组自己算出登录参数。'),
  lint,
  make: ({ job, inputs }) => {
    const values = keys.map((key) => str(inputs, key))
    return {
      steps: [
        ...attach,
        ...mqttConfigurationSteps(model, job),
        ...tlsSteps(model, job),
        tripleStep(model, values, str(inputs, 'deviceSecret')),
        ...connectSteps(model, job, { clientId: str(inputs, 'deviceName') }),
        ...exchangeSteps(model, job),
      ],
    }
  },
})
