import { quoted } from '../../at/quote.ts'
import { str } from '../../clouds/inputs.ts'
import { text } from '../../text/local-text.ts'
import type { Step } from '../../wizard/step.ts'
import type { Variant } from '../../wizard/variant.ts'
import { configurationSteps, connectStep, exchangeSteps, openStep, settingsOf, type Setting } from './steps-mqtt.ts'

/** The cloud type of Alibaba Cloud, messages as JSON: both as in the article "NT35E 接入阿里云". */
const platform: Setting = {
  key: 'cloud',
  values: '2,1',
  title: text('Platform: Alibaba Cloud', '平台类型：阿里云'),
  why: text('Without it the device certificate of the next line is not used.', '不设平台类型，下一条写入的三元组不起作用。'),
}

const triple = (values: readonly string[], deviceSecret: string): Setting => ({
  key: 'aliauth',
  values: values.map(quoted).join(','),
  title: text('Device certificate', '设备三元组'),
  why: text('ProductKey, DeviceName, DeviceSecret: the module computes user name and password from them.', 'ProductKey、DeviceName、DeviceSecret：用户名和密码由模组自己计算。'),
  secrets: [deviceSecret],
})

/**
 * The module signs: no clock, no pasted password. The job stays the cloud's own, so that the PC can try the same device; only what the
 * modem is told differs.
 */
export const aliauth = (attach: readonly Step[]): Variant => ({
  id: 'aliauth',
  title: text('Signed by the module (aliauth)', '模组内置鉴权（aliauth）'),
  summary: text('The module takes ProductKey, DeviceName and DeviceSecret and makes the login itself.', '把三元组写入模组，由模组自己算出登录参数。'),
  make: ({ job, inputs }) => {
    const [productKey, deviceName, deviceSecret] = ['productKey', 'deviceName', 'deviceSecret'].map((key) => str(inputs, key)) as [string, string, string]
    const settings = [...settingsOf(job), platform, triple([productKey, deviceName, deviceSecret], deviceSecret)]
    const why = text(
      'The client ID alone: any will do, the device’s name tells devices apart in the cloud’s log. User name and password come from the module.',
      '只带 Client ID，内容不限，用设备名便于在云端日志里区分；用户名和密码由模组补上。',
    )
    return { steps: [...attach, ...configurationSteps(settings), openStep(job, settings), connectStep([deviceName], why, []), ...exchangeSteps(job)] }
  },
})
