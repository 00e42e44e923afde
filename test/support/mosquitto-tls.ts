import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

export type TlsBrokerOptions = {
  /** Without users anybody may connect. */
  readonly users?: Readonly<Record<string, string>>
  /** Whether those without a name may connect too, where there are users. */
  readonly anonymous?: boolean
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string; readonly requireClientCertificate?: boolean }
  /** A WebSocket listener on `wsPort`; `tls` needs the certificates above. */
  readonly webSocket?: 'plain' | 'tls'
  /** mosquitto's access list, as the file has it. */
  readonly acl?: string
  /** The configuration of mosquitto's dynamic security plugin, as JSON: unlike the access list it refuses subscriptions in SUBACK. */
  readonly dynamicSecurity?: object
  /** More of its configuration for the plain listener: `max_qos 1`. */
  readonly listener?: readonly string[]
  /** It logs its start and its end only: what it says of each packet costs more than the packet. */
  readonly isQuiet?: boolean
}

export type TlsBroker = { readonly port: number; readonly tlsPort: number; readonly wsPort: number; readonly stop: () => Promise<void> }

const program = process.env['ATELIER_MOSQUITTO'] ?? '/usr/sbin/mosquitto'

/** Where Debian's package, Homebrew's and one built from source put it. */
function dynamicSecurityPlugin(): string {
  const name = 'mosquitto_dynamic_security.so'
  const places = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib', '/usr/local/lib', '/opt/homebrew/lib', '/usr/local/opt/mosquitto/lib']
  const found = [process.env['ATELIER_MOSQUITTO_DYNSEC'], ...places.map((place) => `${place}/${name}`)].find((one) => one !== undefined && existsSync(one))
  if (found === undefined) throw new Error(`${name} is nowhere: set ATELIER_MOSQUITTO_DYNSEC`)
  return found
}

/** A real mosquitto on loopback with certificates handed in as text, so that bad ones can be tried. Ready when it resolves. */
export async function startTlsBroker(options: TlsBrokerOptions = {}): Promise<TlsBroker> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(options)
    } catch (error) {
      // mosquitto cannot be asked to choose: another test may have taken a port since it was found free.
      if (attempt === 3 || !String(error).includes('Address already in use')) throw error
    }
  }
}

async function startOnce(options: TlsBrokerOptions): Promise<TlsBroker> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atelier-mosquitto-'))
  const file = async (name: string, content: string) => {
    await writeFile(path.join(folder, name), content, { mode: 0o600 })
    return path.join(folder, name)
  }
  const [port, tlsPort, wsPort] = await Promise.all([freePort(), freePort(), freePort()])
  const { users, anonymous = users === undefined, tls, webSocket, acl, dynamicSecurity, listener = [], isQuiet } = options
  const lines = ['user root', 'log_dest stderr', ...(isQuiet ? ['log_type information', 'log_type error'] : ['log_type all']), 'max_queued_messages 0', 'max_inflight_messages 0', `allow_anonymous ${anonymous}`]
  if (users) {
    const passwords = await file('passwords', '')
    for (const [user, password] of Object.entries(users)) execFileSync(process.env['ATELIER_MOSQUITTO_PASSWD'] ?? 'mosquitto_passwd', ['-b', passwords, user, password])
    lines.push(`password_file ${passwords}`)
  }
  if (acl !== undefined) lines.push(`acl_file ${await file('acl', acl)}`)
  if (dynamicSecurity) lines.push(`plugin ${dynamicSecurityPlugin()}`, `plugin_opt_config_file ${await file('dynamic-security.json', JSON.stringify(dynamicSecurity))}`)
  lines.push(`listener ${port} 127.0.0.1`, ...listener)
  const identity = tls
    ? [
        `certfile ${await file('server.pem', tls.cert)}`,
        `keyfile ${await file('server.key', tls.key)}`,
        ...(tls.ca === undefined ? [] : [`cafile ${await file('ca.pem', tls.ca)}`]),
        ...(tls.requireClientCertificate ? ['require_certificate true'] : []),
      ]
    : []
  if (tls) lines.push(`listener ${tlsPort} 127.0.0.1`, ...identity)
  if (webSocket) lines.push(`listener ${wsPort} 127.0.0.1`, 'protocol websockets', ...(webSocket === 'tls' ? identity : []))
  const child = spawn(program, ['-c', await file('mosquitto.conf', `${lines.join('\n')}\n`)], { stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    await running(child)
  } catch (error) {
    child.kill()
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  return {
    port,
    tlsPort,
    wsPort,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit')
        child.kill()
        await exited
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function running(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const log: string[] = []
    const timer = setTimeout(() => reject(new Error(`mosquitto did not start within 10 s:\n${log.join('\n')}`)), 10_000)
    child.once('error', reject)
    // Not 'exit': what it said last may still be in the pipe.
    child.once('close', (code) => reject(new Error(`mosquitto ended with ${code}:\n${log.join('\n')}`)))
    // Read to the end of its life: a full pipe would stop it.
    createInterface({ input: child.stderr! }).on('line', (line) => {
      if (log.length < 200) log.push(line)
      if (!/mosquitto version \S+ running/.test(line)) return
      clearTimeout(timer)
      resolve()
    })
  })
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
