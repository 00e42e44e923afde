import { expect, it } from 'vitest'
import { alibabaIot } from '../../../shared/clouds/alibaba-iot/profile.ts'
import { luatAir780e } from '../../../shared/modems/luat-air780e/profile.ts'
import { quectelEc20 } from '../../../shared/modems/quectel-ec20/profile.ts'
import { composeForm } from './compose-form.ts'

const circumstances = { now: Date.UTC(2024, 6, 22), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }
const entered = { productKey: 'k1hipglLdjU', deviceName: '868488076506128', productSecret: '8LQwOYSZMwp3DFBd', deviceSecret: 'fef32adf6dad46c2c7cbf335d3a7b021', transport: 'tcp', apn: 'CMIOT' }

const form = (variant?: string, modem = luatAir780e) => {
  const { plan, shown, inputs } = composeForm(modem, alibabaIot, entered, circumstances, variant)
  return { variant: plan?.variant, keys: shown.map(({ key }) => key), inputs, sent: plan?.steps.map(({ send }) => send) ?? [] }
}

it('asks for what the way to the cloud needs, and sends no more', () => {
  const register = form('http-register')
  expect(register.variant).toBe('http-register')
  expect(register.keys).toEqual(expect.arrayContaining(['productSecret', 'apn', 'messageMode']))
  expect(register.keys).not.toContain('deviceSecret')
  expect(Object.keys(register.inputs)).not.toContain('deviceSecret')
  expect(register.sent).toContain('AT+SAPBR=3,1,"APN","CMIOT"')
})

it('leaves out what only another way asks for', () => {
  const direct = form()
  expect([direct.variant, direct.keys.includes('productSecret'), direct.keys.includes('apn'), direct.keys.includes('deviceSecret')]).toStrictEqual(['direct', false, false, true])
  expect(direct.sent.some((line) => line.startsWith('AT+SAPBR'))).toBe(false)
})

it('takes the usual way where the pair does not have the chosen one', () => {
  const other = form('http-register', quectelEc20)
  expect([other.sent.length > 0, other.keys.includes('deviceSecret')]).toStrictEqual([true, true])
})
