import { expect, it } from 'vitest'
import { alibabaIot } from '../clouds/alibaba-iot/profile.ts'
import { aws } from '../clouds/aws/profile.ts'
import { mqttCloud } from '../clouds/mqtt/profile.ts'
import { prepareJob } from '../clouds/prepare.ts'
import type { Inputs } from '../clouds/profile.ts'
import { lierdaNt35e } from '../modems/lierda-nt35e/profile.ts'
import { quectelEc20 } from '../modems/quectel-ec20/profile.ts'
import { composePlan } from './compose.ts'
import { bullets, maskPlan } from './mask-plan.ts'

const circumstances = { now: 1_700_000_000_000, random: '0123456789abcdef0123456789abcdef' }
const planOf = (inputs: Inputs) => {
  const { plan, findings } = composePlan(quectelEc20, mqttCloud, inputs, circumstances)
  if (!plan) throw new Error(findings.map(({ code }) => code).join())
  return plan
}

it('a token that is the user name is sent, and shown nowhere', () => {
  const token = 'A1_TEST_TOKEN'
  const plan = planOf({ preset: 'thingsboard', host: 'tb.example', tls: 'none', clientId: 'ec20', accessToken: token })
  const login = plan.steps.find(({ send }) => send.startsWith('AT+QMTCONN='))
  expect(login).toMatchObject({ send: `AT+QMTCONN=0,"ec20","${token}"`, secrets: [token] })
  const masked = maskPlan(plan)
  expect(JSON.stringify(masked)).not.toContain(token)
  expect(masked.job.credential.username).toBe(bullets)
  expect(masked.steps.find(({ send }) => send.startsWith('AT+QMTCONN='))?.send).toBe(`AT+QMTCONN=0,"ec20","${bullets}"`)
})

it('an ordinary user name stays', () => {
  const plan = planOf({ host: 'broker.example', tls: 'none', clientId: 'ec20', username: 'bench', password: 'sesame' })
  expect(plan.job.credential.hidden).toBeUndefined()
  expect(maskPlan(plan).job.credential).toMatchObject({ clientId: 'ec20', username: 'bench', password: bullets })
})

it('the query of a signed URL counts as secret', () => {
  const signed = prepareJob(
    aws,
    { host: 'abc-ats.iot.eu-west-1.amazonaws.com', region: 'eu-west-1', auth: 'sigv4', transport: 'wss', clientId: 'c', accessKey: 'AKIDEXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
    circumstances,
  )
  const path = signed.draft.credential.webSocketPath ?? ''
  expect(path).toContain('X-Amz-Signature=')
  expect(signed.draft.credential.hidden).toEqual([path.slice(path.indexOf('?') + 1)])
})

it('a secret that a recovery sends again is shown nowhere either', () => {
  const device = { productKey: 'a1JszCpjS61', deviceName: 'NT35E_06011', deviceSecret: '390358fc595040aa73221e8393aba86c', transport: 'tcp' }
  const { plan } = composePlan(lierdaNt35e, alibabaIot, device, circumstances, 'aliauth')
  if (!plan) throw new Error('no plan')
  expect(JSON.stringify(plan.steps.map(({ recover }) => recover))).toContain(device.deviceSecret)
  expect(JSON.stringify(maskPlan(plan))).not.toContain(device.deviceSecret)
})
