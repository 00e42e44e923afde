import type { Inputs } from '../../shared/clouds/profile.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'

/** The first login of a practice cloud's demos that fits. */
export function demoLogin({ clouds }: Pick<PracticeState, 'clouds'>, cloud: string, fits: (inputs: Inputs) => boolean): Inputs {
  const demo = clouds.find(({ id }) => id === cloud)?.demos.find(({ operation, inputs }) => operation === 'login' && fits(inputs))
  if (!demo) throw new Error(`no demo of ${cloud}`)
  return demo.inputs
}

/** With a topic of an Alibaba device on which it hears itself. */
export function hearingItself(device: Inputs): Inputs {
  const { productKey, deviceName } = device
  if (typeof productKey !== 'string' || typeof deviceName !== 'string') throw new Error('a demo without names')
  const own = `/${productKey}/${deviceName}/user/data`
  return { ...device, subscribeTopic: own, publishTopic: own, subscribeQos: '1' }
}
