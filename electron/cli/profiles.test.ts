import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtInCatalogue } from '../../shared/catalogue.ts'
import { ProfilesService } from '../services/profiles/index.ts'
import { listCommand } from './list.ts'
import { planCommand } from './plan.ts'
import { checkProfilesCommand, profilesCommand } from './profiles.ts'
import { signCommand } from './sign.ts'

const examples = fileURLToPath(new URL('../../docs/profiles/', import.meta.url))

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'atelier-cli-profiles-'))
  await mkdir(join(data, 'profiles'))
})
afterEach(() => rm(data, { recursive: true }))

type Out = { line: (text: string) => void; remark: (text: string) => void }
const printed = async (command: (out: Out) => Promise<number>) => {
  const lines: string[] = []
  const remarks: string[] = []
  const code = await command({ line: (text) => lines.push(text), remark: (text) => remarks.push(text) })
  return { code, lines, remarks }
}

const inputs = { host: 'h.example', tls: 'none', clientId: 'ec20', username: 'dev', password: 'sesame-1234' }
const save = async (withSecrets: boolean) => {
  const service = new ProfilesService({ dataDir: data, catalogue: () => builtInCatalogue })
  const saved = await service.save({ name: 'Bench one', modem: 'quectel-ec20', cloud: 'mqtt', inputs }, { withSecrets, replace: null })
  return saved.ok ? service.exportFile(saved.value.id, withSecrets) : saved
}

const commands = (options: Partial<Parameters<typeof planCommand>[0]>) => printed((out) => planCommand({ set: [], lang: 'en', data, ...options }, out))
const login = 'AT+QMTCONN=0,"ec20","dev","sesame-1234"'

describe('--profile', () => {
  it('plans what was saved, by its name', async () => {
    await save(true)
    const { code, lines } = await commands({ profile: 'Bench one' })
    expect([code, lines.find((line) => line.startsWith('AT+QMTCONN'))]).toStrictEqual([0, login])
  })

  it('plans what was exported, by its file, and lets --set go over it', async () => {
    const exported = await save(true)
    const file = join(data, 'bench.atelier.json')
    await writeFile(file, exported.ok ? exported.value.text : '')
    const { code, lines } = await commands({ profile: file, set: ['clientId=other'] })
    expect([code, lines.find((line) => line.startsWith('AT+QMTCONN'))]).toStrictEqual([0, login.replace('"ec20"', '"other"')])
  })

  it('lacks the secrets that were not kept, until --set gives them', async () => {
    await save(false)
    expect((await commands({ profile: 'Bench one' })).lines.find((line) => line.startsWith('AT+QMTCONN'))).toBe('AT+QMTCONN=0,"ec20","dev"')
    expect((await commands({ profile: 'Bench one', set: ['password=sesame-1234'] })).lines.find((line) => line.startsWith('AT+QMTCONN'))).toBe(login)
  })

  it('names what there is when it is not found, and does not fit another cloud', async () => {
    await save(false)
    await expect(commands({ profile: 'Bench' })).rejects.toThrow('no saved profile and no file is called “Bench”; there is Bench one')
    await expect(commands({ profile: 'Bench one', cloud: 'aws' })).rejects.toThrow('the profile “Bench one” is for the cloud mqtt, not aws')
    await expect(commands({})).rejects.toThrow('--modem is needed, or --profile with a saved one')
    await writeFile(join(data, 'x.json'), '{}')
    await expect(commands({ profile: join(data, 'x.json') })).rejects.toThrow('is no saved profile of ATelier')
  })
})

describe('own modems and clouds', () => {
  it('are listed, signed for and planned like the built-in ones', async () => {
    await copyFile(join(examples, 'hmac-broker.yaml'), join(data, 'profiles', 'acme.yaml'))
    await copyFile(join(examples, 'modem-alone.yaml'), join(data, 'profiles', 'ec25.yaml'))
    const { lines } = await printed((out) => listCommand(undefined, { data, lang: 'en' }, out))
    expect(lines.filter((line) => /acme-broker|bench-ec25/.test(line))).toStrictEqual([
      "  bench-ec25           EC25 (bench). MQTT over TCP or TLS with the CA in the module's RAM.",
      "  acme-broker          Acme broker. The company's broker. The password is signed with the device key and holds for a day.",
    ])
    const set = ['deviceName=meter-0001', 'deviceKey=c2VjcmV0', 'transport=tcp', 'expires=4102444800']
    const signed = await printed((out) => signCommand('acme-broker', { set, json: true, data }, out))
    // openssl dgst -sha256 -hmac secret -binary | base64, of meter/meter-0001&4102444800
    expect(JSON.parse(signed.lines.join(''))).toMatchObject({ host: 'meter.mqtt.acme.example', port: 1883, clientId: 'meter:meter-0001', username: 'meter-0001&meter' })
    const { code, lines: plan } = await commands({ modem: 'bench-ec25', cloud: 'acme-broker', set })
    expect([code, plan.includes('AT+QMTOPEN=0,"meter.mqtt.acme.example",1883')]).toStrictEqual([0, true])
  })

  it('that are broken are pointed to when somebody asks for them', async () => {
    await writeFile(join(data, 'profiles', 'acme.yaml'), 'kind: cloud\n')
    await expect(commands({ modem: 'quectel-ec20', cloud: 'acme-broker' })).rejects.toThrow('acme.yaml cannot be used, “atelier profiles check” says why')
  })

  it('check: every problem with file, line, column and field; exit code 1', async () => {
    const acme = await readFile(join(examples, 'hmac-broker.yaml'), 'utf8')
    await writeFile(join(data, 'profiles', 'acme.yaml'), acme.replace('{deviceName}&{product}', '{device}&{product}'))
    const found = await printed((out) => checkProfilesCommand([], { data, lang: 'en' }, out))
    expect([found.code, found.lines]).toStrictEqual([
      1,
      ['acme.yaml:55:14 login.username: There is no value “device” here; there is product, deviceName, deviceKey, expires, transport, host, port, content, sign, clientId.'],
    ])
    const right = await printed((out) => checkProfilesCommand([join(examples, 'hmac-broker.yaml')], { lang: 'en' }, out))
    expect([right.code, right.lines]).toStrictEqual([0, [`${join(examples, 'hmac-broker.yaml')}: cloud acme-broker`]])
    const missing = await printed((out) => checkProfilesCommand([join(data, 'none.yaml')], { lang: 'zh' }, out))
    expect([missing.code, missing.lines]).toStrictEqual([1, [`${join(data, 'none.yaml')}:1:1 文件读取失败：ENOENT。`]])
  })

  it('profiles: the saved ones and the files', async () => {
    await save(false)
    await copyFile(join(examples, 'hmac-broker.yaml'), join(data, 'profiles', 'acme.yaml'))
    await writeFile(join(data, 'profiles', 'bad.yaml'), 'x')
    const { lines } = await printed((out) => profilesCommand({ data, lang: 'en' }, out))
    expect(lines).toStrictEqual(['saved', '  Bench one  quectel-ec20 → mqtt, without its secrets', `own modems and clouds  ${join(data, 'profiles')}`, '  acme.yaml  cloud acme-broker', '  bad.yaml  cannot be used: 1 problem'])
  })
})
