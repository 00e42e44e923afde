import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import type { SecretVault } from '../../../shared/kept/secret-vault.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { SavedConnectionsService } from './saved-connections-service.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atelier-connections-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const now = Date.UTC(2026, 0, 2)
const make = (vault?: SecretVault) => new SavedConnectionsService({ dataDir, now: () => now, ...(vault && { vault }) })

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.failure.code)

const file = (name: string, content: string) => ({ name, bytes: utf8(content) })
const options: BrokerOptions = {
  name: 'Lab',
  protocol: 'wss',
  host: 'broker.example.com',
  port: 8084,
  path: '/mqtt?token=sesame-token',
  clientId: 'pc',
  username: 'bench',
  password: 'sesame-password',
  keepAlive: 60,
  cleanSession: true,
  version: 5,
  ca: file('ca.pem', '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n'),
  certificate: file('both.pem', '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nc2VzYW1lLWtleQ==\n-----END PRIVATE KEY-----\n'),
  privateKey: file('device.key', '-----BEGIN PRIVATE KEY-----\nc2VzYW1lLWtleQ==\n-----END PRIVATE KEY-----\n'),
  passphrase: 'sesame-phrase',
  verifyServer: true,
  will: { topic: 'gone', payload: Uint8Array.of(0, 255), qos: 1, retain: false },
  userProperties: [{ name: 'x-auth-token', value: 'sesame-property' }],
}
const open: BrokerOptions = { ...options, name: 'Open', path: '/mqtt', password: '', certificate: null, privateKey: null, userProperties: [] }
delete open.passphrase

const onDisk = async (): Promise<string> => {
  const names = await readdir(dataDir)
  return (await Promise.all(names.map((name) => readFile(join(dataDir, name), 'latin1')))).join('\n')
}
const secrets = ['sesame-token', 'sesame-password', 'sesame-phrase', 'sesame-property', 'c2VzYW1lLWtleQ', Buffer.from(options.privateKey!.bytes).toString('base64').slice(0, 48), Buffer.from(options.certificate!.bytes).toString('base64').slice(-48)]
const secretsIn = (written: string): string[] => secrets.filter((secret) => written.includes(secret))

describe('without secrets, which is what happens unless somebody asks', () => {
  it('keeps all else over a restart, and says what is missing', async () => {
    const saved = valueOf(await make().save(options, { id: null, folder: 'Bench', withSecrets: false }))
    expect([saved.folder, saved.savedAt, saved.secrets]).toEqual(['Bench', now, 'left-out'])
    const loaded = valueOf(await make().load(saved.id))
    expect(loaded.missing).toEqual(['password', 'passphrase', 'privateKey', 'path', 'userProperties', 'certificate'])
    expect(loaded.options).toEqual({ ...open, name: 'Lab', userProperties: [{ name: 'x-auth-token', value: '' }] })
    expect(loaded.isSealed).toBe(false)
  })

  it('writes no secret to the disk, and none into the list', async () => {
    const service = make()
    await service.save(options, { id: null, withSecrets: false })
    expect([secretsIn(await onDisk()), secretsIn(JSON.stringify(await service.list())), await readdir(dataDir)]).toEqual([[], [], ['mqtt-connections.json']])
  })

  it('forgets those that were kept once it is saved over without them', async () => {
    const service = make()
    const { id } = valueOf(await service.save(options, { id: null, folder: 'Bench', withSecrets: true }))
    const again = valueOf(await service.save({ ...options, host: 'other.example.com' }, { id, withSecrets: false }))
    expect([again.id, again.folder, again.options.host, again.secrets, secretsIn(await onDisk()), (await service.list()).length]).toEqual([id, 'Bench', 'other.example.com', 'left-out', [], 1])
  })
})

describe('with secrets, when somebody asks', () => {
  it('keeps them in a file of their own that only its owner can read, and gives all back', async () => {
    const { id } = valueOf(await make().save(options, { id: null, withSecrets: true }))
    const loaded = valueOf(await make().load(id))
    expect([loaded.options, loaded.missing, loaded.connection.secrets]).toEqual([options, [], 'kept'])
    expect(secretsIn(await readFile(join(dataDir, 'mqtt-connections.json'), 'latin1'))).toEqual([])
    if (process.platform !== 'win32') expect((await stat(join(dataDir, 'mqtt-connection-secrets.json'))).mode & 0o777).toBe(0o600)
  })

  it('encrypts them where the system can; another program says that it cannot read them', async () => {
    const turn = (plain: string): string => Buffer.from(plain).toString('base64').split('').toReversed().join('')
    const vault: SecretVault = { isReal: () => true, seal: turn, open: (sealed) => Buffer.from(sealed.split('').toReversed().join(''), 'base64').toString() }
    const { id } = valueOf(await make(vault).save(options, { id: null, withSecrets: true }))
    expect(secretsIn(await onDisk())).toEqual([])
    expect(valueOf(await make(vault).load(id)).options).toEqual(options)
    expect([valueOf(await make().load(id)).isSealed, (await make().keeping()).kind, (await make(vault).keeping()).kind]).toEqual([true, 'file', 'system'])
  })

  it('saves nothing when the key store refuses', async () => {
    const vault: SecretVault = { isReal: () => true, seal: () => null, open: () => null }
    const service = make(vault)
    expect([codeOf(await service.save(options, { id: null, withSecrets: true })), await service.list(), await readdir(dataDir)]).toEqual(['saved-connections.not-encrypted', [], []])
  })

  it('deletes them with their connection', async () => {
    const service = make()
    const { id } = valueOf(await service.save(options, { id: null, withSecrets: true }))
    expect([codeOf(await service.remove(id)), secretsIn(await onDisk()), await make().list()]).toEqual(['ok', [], []])
  })
})

describe('order and folders', () => {
  const names = async (service: SavedConnectionsService) => (await service.list()).map(({ folder, options: { name } }) => `${folder}/${name}`)
  const filled = async () => {
    const service = make()
    const ids: string[] = []
    for (const [name, folder] of [['a', ''], ['b', 'F'], ['c', 'F'], ['d', '']] as const) ids.push(valueOf(await service.save({ ...open, name }, { id: null, folder, withSecrets: false })).id)
    return { service, ids }
  }

  it('are what a person made them, also after a restart', async () => {
    const { service, ids } = await filled()
    const [a = '', b = '', , d = ''] = ids
    await service.move(d, { folder: 'F', before: b })
    await service.move(a, { folder: 'F', before: null })
    expect(await names(service)).toEqual(['F/d', 'F/b', 'F/c', 'F/a'])
    await service.renameFolder('F', '产线')
    expect(await names(make())).toEqual(['产线/d', '产线/b', '产线/c', '产线/a'])
  })

  it('a copy comes right below with a number, its secrets with it', async () => {
    const service = make()
    const { id } = valueOf(await service.save(options, { id: null, folder: 'F', withSecrets: true }))
    await service.save({ ...open, name: 'z' }, { id: null, folder: 'F', withSecrets: false })
    const copy = valueOf(await service.duplicate(id))
    expect(await names(service)).toEqual(['F/Lab', 'F/Lab (2)', 'F/z'])
    expect(valueOf(await service.load(copy.id)).options).toEqual({ ...options, name: 'Lab (2)' })
  })

  it('what is gone is said to be gone', async () => {
    const service = make()
    const to = { folder: '', before: null }
    expect([await service.load('x'), await service.rename('x', 'y'), await service.duplicate('x'), await service.remove('x'), await service.move('x', to), await service.exportFile(['x'], false)].map(codeOf)).toEqual(
      Array(6).fill('saved-connections.unknown'),
    )
  })
})

describe('as a file', () => {
  it('leaves secrets out unless they are asked for, and comes back', async () => {
    const service = make()
    await service.save(options, { id: null, folder: 'Bench', withSecrets: true })
    const bare = valueOf(await service.exportFile(null, false))
    const whole = valueOf(await service.exportFile(null, true))
    expect([bare.fileName, secretsIn(bare.text), secretsIn(whole.text).length > 3]).toEqual(['Lab.mqtt.json', [], true])
    const { added, problems, source } = valueOf(await service.importFile(whole.text, true))
    expect([source, problems, added.map(({ folder, secrets: kept }) => [folder, kept])]).toEqual(['atelier', [], [['Bench', 'kept']]])
    expect(valueOf(await service.load(added[0]?.id ?? '')).options).toEqual(options)
    expect(valueOf(await service.importFile(whole.text, false)).added.map(({ secrets: kept }) => kept)).toEqual(['left-out'])
    // What the file left out is asked for where it arrives, as it would have been here.
    const [arrived] = valueOf(await service.importFile(bare.text, true)).added
    expect([arrived?.secrets, valueOf(await service.load(arrived?.id ?? '')).missing]).toEqual(['left-out', valueOf(await service.load(valueOf(await service.importFile(whole.text, false)).added[0]?.id ?? '')).missing])
    expect(valueOf(await service.load(arrived?.id ?? '')).missing).toContain('password')
  })

  it('of another tool brings subscriptions and messages, told with the connection that they belong to', async () => {
    const service = make()
    const brought: [string, string[]][] = []
    service.onDidBringCards((id, { subscriptions }) => brought.push([id, subscriptions.map(({ filter }) => filter)]))
    const bare = { clientId: 'a', name: 'A', host: 'h.example.com', port: 1883, mqttVersion: '3.1.1' }
    const whole = { ...bare, name: 'B', subscriptions: [{ topic: 'x/up', qos: 1 }], messages: [{ out: true, topic: 'x/down', payload: 'on', qos: 0, retain: false }] }
    const { added, subscriptions, messages } = valueOf(await service.importFile(JSON.stringify([bare, whole]), false))
    expect([subscriptions, messages, brought]).toEqual([1, 1, [[added[1]?.id, ['x/up']]]])
  })

  it('that is none says so, and changes nothing', async () => {
    const service = make()
    expect([await service.importFile('{"a":', false), await service.importFile('[]', false)].map((result) => (result.ok ? 'ok' : [result.failure.code, result.failure.what.en]))).toEqual([
      ['saved-connections.not-a-list', 'The file is not JSON.'],
      ['saved-connections.not-a-list', 'The file holds no connections of ATelier, MQTTX or MQTTBox.'],
    ])
    expect(await readdir(dataDir)).toEqual([])
  })
})

it('a damaged entry costs only itself, and the file as it was is kept', async () => {
  await make().save(open, { id: null, withSecrets: false })
  const path = join(dataDir, 'mqtt-connections.json')
  const data = JSON.parse(await readFile(path, 'utf8')) as { connections: unknown[] }
  data.connections.push({ id: 'x', folder: '', options: { port: 'many' } })
  await writeFile(path, JSON.stringify(data))
  expect([(await make().list()).map(({ options: { name } }) => name), (await readdir(dataDir)).toSorted()]).toEqual([['Open'], ['mqtt-connections.json', 'mqtt-connections.json.bad']])
})

it.skipIf(process.getuid?.() === 0)('what the disk refuses has not happened', async () => {
  const service = make()
  await chmod(dataDir, 0o500)
  expect([codeOf(await service.save(open, { id: null, withSecrets: false })), await service.list()]).toEqual(['saved-connections.not-written', []])
  await chmod(dataDir, 0o700)
})
