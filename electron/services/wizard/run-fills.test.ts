import { describe, expect, it } from 'vitest'
import { alibabaIot } from '../../../shared/clouds/alibaba-iot/profile.ts'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import { luatAir780e } from '../../../shared/modems/luat-air780e/profile.ts'
import { composePlan } from '../../../shared/wizard/compose.ts'
import { maskPlan } from '../../../shared/wizard/mask-plan.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import { RunFills } from './run-fills.ts'

/** The published example (openLuat, Air780EP with Alibaba Cloud): its DeviceSecret signs to its password. */
const deviceSecret = 'fef32adf6dad46c2c7cbf335d3a7b021'
const password = '0f655b12adf519b9a7a2b0a990f398b6'
const inputs: Inputs = {
  productKey: 'k1hipglLdjU',
  deviceName: '868488076506128',
  productSecret: '8LQwOYSZMwp3DFBd',
  random: '123456',
  signMethod: 'HmacMD5',
  clientId: '868488076506128',
  signmethod: 'hmacmd5',
  timestamp: '',
  transport: 'tcp',
}
const circumstances = { now: Date.UTC(2024, 6, 22), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }

function prepare() {
  const { plan } = composePlan(luatAir780e, alibabaIot, inputs, circumstances, 'http-register')
  const configure = plan?.steps.find(({ id }) => id === 'configure')
  const read = plan?.steps.find(({ id }) => id === 'http-read')
  if (!plan || !configure || !read) throw new Error('the inputs of this test make a plan')
  return { plan, configure, read, fills: new RunFills({ plan, cloud: alibabaIot, circumstances: () => circumstances }) }
}
const filled = (fills: RunFills, step: Step) => {
  const result = fills.fill(step)
  return result.ok ? { send: result.value.send, secrets: result.value.secrets } : result.failure.code
}

describe('values that a plan gets on its way', () => {
  it('are computed from what was captured, and secret in the command', () => {
    const { fills, configure } = prepare()
    expect(configure.send).toBe('AT+MCONFIG="868488076506128|securemode=3,signmethod=hmacmd5|","868488076506128&k1hipglLdjU","{password}"')
    expect(filled(fills, configure)).toBe('wizard.no-value')
    expect(fills.login().isWhole).toBe(false)
    fills.keep({ deviceSecret })
    expect(filled(fills, configure)).toStrictEqual({ send: configure.send.replace('{password}', password), secrets: [password] })
    expect([fills.login().credential.password, fills.login().isWhole]).toStrictEqual([password, true])
  })

  it('cannot end the quotes of a command', () => {
    const { plan } = composePlan(luatAir780e, alibabaIot, { ...inputs, deviceSecret }, circumstances, 'http-auth')
    const configure = plan?.steps.find(({ id }) => id === 'configure')
    if (!plan || !configure) throw new Error('the inputs of this test make a plan')
    const fills = new RunFills({ plan, cloud: alibabaIot, circumstances: () => circumstances })
    fills.keep({ iotId: 'id', iotToken: 'a"\r' })
    expect(filled(fills, configure)).toBe('wizard.bad-value')
    fills.keep({ iotToken: '^1^1589511374876^27f6f5a03b709fc' })
    expect(filled(fills, configure)).toMatchObject({ send: 'AT+MCONFIG="868488076506128","id","^1^1589511374876^27f6f5a03b709fc"' })
  })

  it('are judged by what the cloud says of its answer', () => {
    const { fills, read } = prepare()
    const answer = (body: string) => fills.judge(read, {}, ['+HTTPREAD: 9\n' + body, 'OK'])?.code
    expect(answer(`{"code":200,"data":{"deviceName":"868488076506128","deviceSecret":"${deviceSecret}","productKey":"k1hipglLdjU"},"message":"success"}`)).toBeUndefined()
    expect(answer('{"code":460,"message":"param error"}')).toBe('alibaba.http.460')
    expect(answer('<html>')).toBe('alibaba.http.unreadable')
  })

  it('leave the process in no plan, nor does what they are made from', () => {
    const { plan } = prepare()
    const shown = maskPlan(plan)
    expect(shown.errand).toBeUndefined()
    expect(JSON.stringify(shown)).not.toContain('8LQwOYSZMwp3DFBd')
  })
})
