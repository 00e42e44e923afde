import { expect, test } from 'vitest'
import { mqttCloud } from '../clouds/mqtt/profile.ts'
import { modems } from '../modems/index.ts'
import { composePlan } from '../wizard/compose.ts'
import { lastingEffects } from './lasting-commands.ts'

const said = (line: string) => lastingEffects(line).map(({ kind, read }) => (read === undefined ? kind : `${kind} ${read}`))

test('commands that stay or cannot be undone are known, with the question for what stands there now', () => {
  expect(
    Object.fromEntries(
      [
        'AT&F', 'at&w', 'AT&F0', 'AT+IPR=9600', 'AT+CFUN=1,1', 'AT+QPRTPARA=1', 'AT+QPRTPARA=3', 'AT+QFDEL="UFS:cacert.pem"', 'AT+CPIN="1234"', 'AT+CLCK="SC",1,"1234"', 'AT+QPOWD', 'AT+QPOWD=1',
        'AT+QCFG="nwscanmode",3,1', 'AT+EGMR=1,7,"1"', 'AT+RESTORE', 'AT+CMEE=2;+IPR=115200;&W',
        'ATE0&W', 'ATQ0V1E1S0=0&C1&D2&W0+FCLASS=0', 'AT&FE0', 'ATI&w',
      ].map((line) => [line, said(line)]),
    ),
  ).toStrictEqual({
    'AT&F': ['irreversible AT&V'],
    'at&w': ['writes-nvm AT&V'],
    'AT&F0': ['irreversible AT&V'],
    'AT+IPR=9600': ['writes-nvm AT+IPR?'],
    'AT+CFUN=1,1': ['restarts'],
    'AT+QPRTPARA=1': ['writes-nvm AT+QPRTPARA=4'],
    'AT+QPRTPARA=3': ['irreversible AT+QPRTPARA=4'],
    'AT+QFDEL="UFS:cacert.pem"': ['irreversible AT+QFLST="*"'],
    'AT+CPIN="1234"': ['irreversible AT+CPIN?'],
    'AT+CLCK="SC",1,"1234"': ['irreversible AT+CLCK="SC",2'],
    'AT+QPOWD': ['restarts'],
    'AT+QPOWD=1': ['restarts'],
    'AT+QCFG="nwscanmode",3,1': ['writes-nvm AT+QCFG="nwscanmode"'],
    'AT+EGMR=1,7,"1"': ['irreversible AT+EGMR=0,7'],
    'AT+RESTORE': ['irreversible'],
    'AT+CMEE=2;+IPR=115200;&W': ['writes-nvm AT+IPR?', 'writes-nvm AT&V'],
    // Basic commands need no sign between them (V.250, 5.2.1); the second is what wvdial begins with, and &W0.
    'ATE0&W': ['writes-nvm AT&V'],
    'ATQ0V1E1S0=0&C1&D2&W0+FCLASS=0': ['writes-nvm AT&V'],
    'AT&FE0': ['irreversible AT&V'],
    'ATI&w': ['writes-nvm AT&V'],
  })
})

test('questions and settings of the moment go out without being asked about', () => {
  const harmless = ['AT', 'ATI', 'ATE0', 'AT&V', 'AT+CSQ', 'AT+IPR?', 'AT+IPR=?', 'AT+CFUN=4', 'AT+CFUN=1,0', 'AT+CLCK="SC",2', 'AT+QPRTPARA=4', 'AT+QCFG="nwscanmode"', 'AT+EGMR=0,7', 'AT+QFUPL="RAM:ca.pem",1163', 'hello &F', '{"a":"AT&F"}', 'ATE0V1', 'ATD*99#', 'ATDT10086&W', 'ATTENTION', 'AT version:1.7.4.0']
  expect(harmless.filter((line) => lastingEffects(line).length > 0)).toStrictEqual([])
})

test('no question for the old value is itself one to be asked about', () => {
  const reads = ['AT&F', 'AT&W', 'AT+IPR=1', 'AT+ICF=1', 'AT+CPIN="1"', 'AT+CLCK="SC",1,"1"', 'AT+EGMR=1,7,"1"', 'AT+QPRTPARA=1', 'AT+QCFG="a",1', 'AT+QFDEL="*"'].flatMap((line) => lastingEffects(line).flatMap(({ read }) => read ?? []))
  expect(reads).toHaveLength(10)
  expect(reads.flatMap((read) => lastingEffects(read))).toStrictEqual([])
})

test('every command that a plan of any family marks as staying in the module is one of them', () => {
  const file = (name: string) => ({ name, bytes: new Uint8Array(900).fill(0x41) })
  const inputs = { host: 'broker.example.com', port: '8883', tls: 'mutual', ca: file('ca.pem'), cert: file('c.pem'), key: file('k.pem'), clientId: 'id', username: 'u', password: 'p', publishTopic: 'a', subscribeTopic: 'b', payload: 'x', ssid: 'net', wifiPassword: 'password' }
  const marked = modems.flatMap((modem) => composePlan(modem, mqttCloud, inputs, { now: Date.UTC(2026, 0, 1), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' }).plan?.steps ?? []).filter(({ risk }) => risk === 'writes-nvm' || risk === 'irreversible')
  expect(marked.length).toBeGreaterThan(8)
  expect(marked.filter(({ send }) => lastingEffects(send).length === 0).map(({ send }) => send)).toStrictEqual([])
})
