import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Failure } from '../../../shared/contract/failure.ts'
import type { PortInfo } from '../../../shared/contract/serial.ts'
import { text } from '../../../shared/text/local-text.ts'
import type { PortHandle, PortProvider } from '../serial/provider.ts'
import type { PracticeService } from './practice-service.ts'
import type { SimulatedModem } from './simulated-modem.ts'

const scheme = 'practice:'

const notFound = (path: string): Failure => ({
  code: 'port.not-found',
  stage: 'port',
  what: text(`There is no practice modem at ${path}.`, `没有 ${path} 这个练习模组。`),
  next: text('If it was just unplugged it is back in about three seconds; otherwise choose one from the list.', '刚拔掉的话约 3 秒后恢复；否则请从列表里选。'),
})

const busy = (path: string): Failure => ({
  code: 'port.busy',
  stage: 'port',
  what: text(`${path} is open already.`, `${path} 已经被打开。`),
  next: text('Use the open session, or close it first.', '直接用已打开的会话，或先把它关掉。'),
})

const vanished = (path: string): Failure => ({
  code: 'port.vanished',
  stage: 'port',
  what: text(`${path} was unplugged.`, `${path} 已被拔出。`),
  next: text('Wait: the practice bench plugs it in again after about three seconds.', '稍等，练习台约 3 秒后会把它重新插上。'),
})

const closed = (path: string): Failure => ({
  code: 'port.closed',
  stage: 'port',
  what: text(`${path} is closed.`, `${path} 已关闭。`),
  next: text('Open it again.', '请重新打开。'),
})

function handleOf(info: PortInfo, modem: SimulatedModem, baudRate: number): PortHandle {
  modem.setLineRate(baudRate)
  const ends = new Emitter<[Failure?]>()
  const data = new Emitter<[Uint8Array]>()
  let isOpen = true
  const end = (failure?: Failure) => {
    if (!isOpen) return
    isOpen = false
    modem.dispose()
    if (failure) ends.fire(failure)
    else ends.fire()
  }
  modem.onOutput((bytes) => data.fire(bytes))
  modem.onUnplug(() => end(vanished(info.path)))
  const answer = async () => (isOpen ? ok(null) : fail(closed(info.path)))
  return {
    info,
    write: async (bytes) => {
      if (!isOpen) return fail(closed(info.path))
      // Never within the caller's turn: a real port does not answer before the write has returned either.
      setImmediate(() => modem.receive(bytes))
      return ok(null)
    },
    onData: data.on,
    onClosed: ends.on,
    configure: async (settings) => {
      modem.setLineRate(settings.baudRate)
      return answer()
    },
    // No control lines.
    setSignals: answer,
    readSignals: async () => ({ cts: null, dsr: null, dcd: null, ri: null }),
    close: async () => end(),
  }
}

/** `practice:quectel-ec20`: a port that leads to a simulated modem, fresh at every opening. */
export function createPracticePorts(service: PracticeService): PortProvider {
  const ports = (): PortInfo[] =>
    service.models().map(({ id, name, maker }) => ({
      path: `${scheme}${id}`,
      kind: 'practice',
      label: `Practice ${name.replace(`${maker} `, '')}`,
      manufacturer: maker,
      serialNumber: `practice-${id}`,
    }))
  const idOf = (path: string) => path.slice(scheme.length)
  return {
    kind: 'practice',
    accepts: (path) => path.startsWith(scheme),
    list: async () => ({ ports: ports().filter(({ path }) => service.isPresent(idOf(path))) }),
    open: async (path, settings) => {
      const info = ports().find((port) => port.path === path)
      if (!info || !service.isPresent(idOf(path))) return fail(notFound(path))
      if (service.isInUse(idOf(path))) return fail(busy(path))
      const modem = service.modemFactory(idOf(path))
      return modem ? ok(handleOf(info, modem, settings.baudRate)) : fail(notFound(path))
    },
  }
}
