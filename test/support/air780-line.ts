import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AtChannel } from '../../electron/services/at/index.ts'
import { RecordingService } from '../../electron/services/recording/index.ts'
import { createSystemProvider, SerialService } from '../../electron/services/serial/index.ts'
import { WizardService } from '../../electron/services/wizard/index.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { undo } from './air780-bench.ts'
import { modemOnPty } from './modem-on-pty.ts'
import { valueOf } from './value-of.ts'
import { readTerminalLog } from './terminal-log.ts'

/** The published example's account (openLuat, Air780EP with Alibaba Cloud). */
export const account = {
  productKey: 'k1hipglLdjU',
  deviceName: '868488076506128',
  deviceSecret: 'fef32adf6dad46c2c7cbf335d3a7b021',
  productSecret: '8LQwOYSZMwp3DFBd',
  iotToken: '137eb0759ca248b79383a60c0b0e0f80',
  sign: '0f655b12adf519b9a7a2b0a990f398b6',
} as const

export const sentIn = (transcript: string): readonly string[] => readTerminalLog(transcript).map(({ sent }) => sent)

/** A simulated Air780EP behind a pseudo-terminal of its own, and the wizard on it over the real serialport. */
export async function airOnPty() {
  const folder = await mkdtemp(path.join(tmpdir(), 'atelier-air780-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const port = path.join(folder, 'ttyAir780')
  const { modem, received, stop } = await modemOnPty('airm2m-air780ep', port, { pace: 'instant' })
  undo.push(stop)

  const told: string[] = []
  const serial = new SerialService({ providers: [createSystemProvider()], recordings: new RecordingService(folder) })
  undo.push(() => serial.dispose())
  serial.onDidReceive((_id, chunks) => void told.push(...chunks.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))))
  const wizard = new WizardService({ sessions: serial, openChannel: (link, options) => new AtChannel(link, options) })
  undo.push(() => wizard.dispose())
  wizard.onDidChangeRun((run) => told.push(JSON.stringify(run)))
  const session = valueOf(await serial.open(port, defaultLineSettings))

  async function run(inputs: Inputs, variant?: string): Promise<WizardRun> {
    const { id } = valueOf(await wizard.start(session.id, 'luat-air780e', 'alibaba-iot', inputs, variant))
    valueOf(await wizard.runAll(id))
    return valueOf(await wizard.settled(id))
  }

  return {
    modem,
    wizard,
    run,
    received: () => received().toString('latin1'),
    /** What a person, a log or a report gets to see: every event, and the recording when the port is closed. */
    shown: async () => {
      await serial.close(session.id)
      return `${told.join('\n')}\n${await readFile(session.recording.file, 'latin1')}`
    },
  }
}
