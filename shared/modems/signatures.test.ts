import { expect, it, test } from 'vitest'
import { commandsOf } from '../at/command-line.ts'
import { commonSignatures } from '../at/common-signatures.ts'
import { parameterAt, parametersOf, type SignatureTable } from '../at/parameter.ts'
import { modems } from './index.ts'

const tables: readonly (readonly [string, SignatureTable])[] = [['3GPP', commonSignatures], ...modems.flatMap(({ id, signatures }): (readonly [string, SignatureTable])[] => (signatures ? [[id, signatures]] : []))]

it.each(tables)('%s: every command names its parameters once, mandatory ones first, and its section', (_, table) => {
  for (const [name, signature] of Object.entries(table)) {
    expect(signature.source, name).not.toBe('')
    const lists = 'parameters' in signature ? [signature.parameters] : Object.keys(signature.keys).map((key) => parametersOf(signature, [key]))
    for (const parameters of lists) {
      expect(parameters.length, name).toBeGreaterThan(0)
      const names = parameters.map((parameter) => parameter.name)
      expect(new Set(names).size, `${name} ${names.join(',')}`).toBe(names.length)
      const firstOptional = parameters.findIndex(({ isOptional }) => isOptional)
      if (firstOptional >= 0) expect(parameters.slice(firstOptional).every(({ isOptional }) => isOptional), name).toBe(true)
    }
  }
})

it.each(tables.slice(1))('%s: every command with parameters has words of its own', (id, table) => {
  const commands = modems.find((modem) => modem.id === id)?.commands ?? {}
  expect(Object.keys(table).filter((name) => !Object.hasOwn(commands, name))).toStrictEqual([])
})

/** Commands of the manuals' own examples and of recorded sessions: their values fit what is said of them. */
const examples: readonly (readonly [string, string])[] = [
  // Quectel MQTT application notes, examples.
  ['quectel-ec20', 'AT+QMTCFG="aliauth",0,"oyjtmPl5a5j","MQTT_TEST","wN9Y6pZSIIy7Exa5qVzcmigEGO4kAazZ"'],
  ['quectel-ec20', 'AT+QMTOPEN=0,"iot-as-mqtt.cn-shanghai.aliyuncs.com",1883'],
  ['quectel-ec20', 'AT+QMTSUB=0,1,"topic/example",2'],
  ['quectel-ec20', 'AT+QMTPUB=0,1,1,0,"topic/pub"'],
  ['quectel-ec20', 'AT+QSSLCFG="sslversion",2,4'],
  ['quectel-ec20', 'AT+QSSLCFG="seclevel",2,2'],
  ['quectel-ec20', 'AT+QFUPL="RAM:cacert.pem",1163,100'],
  // A76XX Series AT Command Manual, 18.2 and 19.2.
  ['simcom-sim7600', 'AT+CMQTTACCQ=0,"a12mmmm",0'],
  ['simcom-sim7600', 'AT+CMQTTCONNECT=0,"tcp://120.27.2.154:1883",20,1'],
  ['simcom-sim7600', 'AT+CMQTTPUB=0,1,60'],
  ['simcom-sim7600', 'AT+CMQTTSUB=0,9,1'],
  ['simcom-sim7600', 'AT+CMQTTCFG="optimeout",0,24'],
  ['simcom-sim7600', 'AT+CSSLCFG="authmode",0,2'],
  // Serial Modem, MQTT client AT commands, examples.
  ['nrf-serial-modem', 'AT#XMQTTCFG="MyMQTT-Client-ID",300,1'],
  ['nrf-serial-modem', 'AT#XMQTTCON=1,"","","mqtt.server.com",1883'],
  ['nrf-serial-modem', 'AT#XMQTTPUB="nrf91/sm/mqtt/topic2","",2,0'],
  // ESP-AT user guide, MQTT AT examples.
  ['esp-at', 'AT+MQTTUSERCFG=0,1,"publisher","espressif","123456789",0,0,""'],
  ['esp-at', 'AT+MQTTCONN=0,"192.168.10.234",1883,1'],
  ['esp-at', 'AT+MQTTPUB=0,"topic","test",1,0'],
  // Air780EP MQTT guide.
  ['luat-air780e', 'AT+MCONNECT=1,60'],
  ['luat-air780e', 'AT+MPUB="test",0,0,"hello"'],
  ['luat-air780e', 'AT+SSLCFG="cacert",88,"ca.crt"'],
  ['luat-air780e', 'AT+FSWRITE="ca.crt",0,1188,15'],
  // Lierda AT manual.
  ['lierda-nt35e', 'AT+LMQTTCFG="keepalive",0,120'],
  ['lierda-nt35e', 'AT+LMQTTSUBUNSUB=0,0,1,"topic",0'],
]

test.each(examples)('%s: %s', (id, line) => {
  const command = commandsOf(line)[0]
  const signature = command && modems.find((modem) => modem.id === id)?.signatures?.[command.name]
  if (!command || !signature) throw new Error(`no parameters for ${line}`)
  const parameters = parametersOf(signature, command.values)
  const misfits = command.values.flatMap((value, index) => {
    const parameter = parameterAt(parameters, index)
    if (!parameter) return [`too many: ${value}`]
    const { choices, range, isQuoted } = parameter
    // Keys come in either case.
    if (choices && !isQuoted && !Object.hasOwn(choices, value)) return [`${parameter.name}: ${value}`]
    if (range && !isQuoted && !(Number(value) >= range[0] && Number(value) <= range[1])) return [`${parameter.name}: ${value}`]
    return []
  })
  const missing = parameters.slice(command.values.length).filter(({ isOptional }) => !isOptional).map(({ name }) => name)
  expect({ misfits, missing }).toStrictEqual({ misfits: [], missing: [] })
})
