import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { lstat, readlink, unlink } from 'node:fs/promises'
import { constants } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { Emitter } from '../../shared/contract/emitter.ts'
import { maxUnread, type SimCarrier } from './sim-carrier.ts'

type Socat = ChildProcessByStdio<Writable, Readable, Readable>

/** ms within which socat must have made the pseudo-terminal. */
const startMs = 5000
/** ms after which a socat that ignores SIGTERM is killed. */
const stopMs = 2000

const missing =
  'The program socat is needed for --pty and was not found. Install the package socat (Debian, Ubuntu: sudo apt-get install socat; macOS: brew install socat).'

/** socat reads , : ! and quotes as its own syntax. */
const escaped = (path: string) => path.replace(/[\\,:!"'([{]/g, (character) => `\\${character}`)

/** A link that an earlier run left behind is removed; anything else at PATH is somebody's and stays. */
async function clearTheWay(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null)
  if (!found) return
  const target = found.isSymbolicLink() ? await readlink(path) : null
  if (!target?.startsWith('/dev/')) throw new Error(`${path} exists already and is no pseudo-terminal link. Choose another path, or remove it.`)
  await unlink(path)
}

const exited = (child: Socat) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

/** Starts socat and waits for its word that bytes can travel. */
function startSocat(path: string): Promise<Socat> {
  const program = process.env['ATELIER_SOCAT'] ?? 'socat'
  // socat keeps the terminal's far end open itself, so hosts may come and go.
  // Its own process group: a Ctrl-C in the terminal is for this process, which then stops socat in order.
  const child = spawn(program, ['-d', '-d', 'STDIO', `PTY,link=${escaped(path)},rawer`], { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => child.kill('SIGKILL'), startMs)
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      reject(new Error(error.code === 'ENOENT' ? missing : `socat could not be started: ${error.message}`))
    })
    child.once('exit', () => {
      clearTimeout(timer)
      reject(new Error(`socat could not make a pseudo-terminal at ${path}: ${said.trim().split('\n').at(-1) ?? ''}`))
    })
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text: string) => {
      said = (said + text).slice(-4096)
      if (!said.includes('starting data transfer loop')) return
      clearTimeout(timer)
      resolve(child)
    })
  })
}

/** PATH becomes a link to a pseudo-terminal that any program can open as a serial port, again and again. */
export function createPtyCarrier(path: string): SimCarrier {
  const data = new Emitter<[Uint8Array]>()
  const ends = new Emitter<[string?]>()
  let socat: Socat | null = null

  async function stop(): Promise<void> {
    const child = socat
    socat = null
    if (!child) return
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), stopMs)
    await exited(child)
    clearTimeout(timer)
    // socat removes its link itself, unless it was killed.
    await unlink(path).catch(() => {})
  }

  return {
    plug: async () => {
      await clearTheWay(path)
      const child = await startSocat(path)
      socat = child
      child.stdout.on('data', (bytes: Buffer) => data.fire(bytes))
      child.stdin.on('error', () => {})
      child.once('exit', (code, signal) => {
        if (socat !== child) return
        socat = null
        ends.fire(`socat ended by itself (${signal ? `signal ${signal}, ${constants.signals[signal]}` : `exit code ${code}`}).`)
      })
      return path
    },
    unplug: async () => {
      await stop()
      return true
    },
    write: (bytes) => {
      if (socat && socat.stdin.writableLength < maxUnread) socat.stdin.write(bytes)
    },
    onData: data.on,
    onEnd: ends.on,
    close: stop,
  }
}
