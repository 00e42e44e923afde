import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { defaultDataDir } from '../app/data-dir.ts'
import { version } from '../app/version.ts'
import { processOutput } from './output.ts'
import type { SimOptions } from './sim.ts'
import { exitCode, UsageError } from './usage-error.ts'

/**
 * The `atelier` command. Exit codes: 0 done, 1 the job failed, 2 bad usage. Every subcommand loads only what it needs, so that
 * `serve` answers within a second.
 */
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

const collect = (value: string, earlier: string[]): string[] => [...earlier, value]

const number =
  (low: number, high: number) =>
  (value: string): number => {
    const parsed = Number(value)
    if (!Number.isFinite(parsed) || parsed < low || parsed > high) throw new InvalidArgumentError(`a number from ${low} to ${high} is needed`)
    return parsed
  }

/** For commands that look modems and clouds up: the person's own are in the data folder. */
const dataOption = ['--data <folder>', 'folder with settings, saved profiles and your own modems and clouds'] as const

const program = new Command('atelier')
  .description('Brings cellular IoT modems onto MQTT clouds, and says which stage fails, why, and what to do.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(--help shows how)')

let code: number = exitCode.done

program
  .command('serve')
  .description('open the workbench for a browser on this machine')
  .option('--port <number>', 'TCP port; left out: 7780 or a free one', number(0, 65535))
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--allow-remote', 'let --host be an address that other machines can reach', false)
  .option('--open', 'open the system’s browser', false)
  .option('--data <folder>', 'folder for recordings and settings')
  .action(async (options: { port?: number; host: string; allowRemote: boolean; open: boolean; data?: string }) => {
    const { runServer } = await import('../server/run-server.ts')
    const server = await runServer({
      ...(options.port !== undefined && { port: options.port }),
      host: options.host,
      allowRemote: options.allowRemote,
      open: options.open,
      ...(options.data !== undefined && { dataDir: options.data }),
      print: processOutput.line,
    })
    if (!stop.signal.aborted) await new Promise((resolve) => stop.signal.addEventListener('abort', resolve, { once: true }))
    await server.stop()
  })

program
  .command('list')
  .argument('[what]', 'modems or clouds; left out: both')
  .description('list the modems, the clouds, and each cloud’s operations and inputs')
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .option(...dataOption)
  .action(async (what: string | undefined, options: { json: boolean; lang?: string; data?: string }) => {
    if (what !== undefined && what !== 'modems' && what !== 'clouds') throw new UsageError(`there is no list of “${what}”; there is modems and clouds`)
    const { listCommand } = await import('./list.ts')
    code = await listCommand(what, options, processOutput)
  })

program
  .command('sign')
  .argument('<cloud>', 'cloud profile, as `list clouds` names it')
  .description('compute a cloud’s MQTT login, or what another of its operations gives')
  .option('--set <key=value>', 'an input of the operation; files are given as paths; may be repeated', collect, [])
  .option('--operation <id>', 'what is not a login: http-register, http-auth, token …; left out: what fits the inputs')
  .option('--explain', 'show every step from the parameters to the password', false)
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .option(...dataOption)
  .action(async (cloud: string, options: { set: string[]; operation?: string; explain: boolean; json: boolean; lang?: string; data?: string }) => {
    const { signCommand } = await import('./sign.ts')
    code = await signCommand(cloud, options, processOutput)
  })

program
  .command('check')
  .argument('<cloud>', 'cloud profile, as `list clouds` names it')
  .description('say what is wrong with a login, and why, from what is known of the device')
  .option('--set <key=value>', 'what is known of the device, by the cloud’s input keys; may be repeated', collect, [])
  .option('--given <part=value>', 'a part of the login: host, port, clientId, username, password; may be repeated', collect, [])
  .option('--text <file>', 'text that carries logins: command lines, JSON, a terminal log; - reads standard input')
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .option(...dataOption)
  .action(async (cloud: string, options: { set: string[]; given: string[]; text?: string; json: boolean; lang?: string; data?: string }) => {
    const { checkCommand } = await import('./check.ts')
    const { buffer } = await import('node:stream/consumers')
    code = await checkCommand(cloud, options, processOutput, () => buffer(process.stdin))
  })

/** The whole program without a window, made when a command needs it. */
const headlessApp = (dataDir: string | undefined) => async () => {
  const [{ createApp }, { createHeadlessHost }] = await Promise.all([import('../app/create-app.ts'), import('../app/headless-host.ts')])
  return createApp({ dataDir: dataDir ?? defaultDataDir(), host: createHeadlessHost() })
}

const planOptions = (command: Command): Command =>
  command
    .option('--modem <id>', 'modem profile, as `list` names it')
    .option('--cloud <id>', 'cloud profile, as `list` names it')
    .option('--profile <name|file>', 'what the wizard has saved, by its name, or a file it was exported to; --set goes over it')
    .option('--set <key=value>', 'an input of the cloud or the modem; files are given as paths; may be repeated', collect, [])
    .option('--variant <id>', 'the way to the cloud where a pair has several: http-auth, http-register; left out: the login computed here')
    .option('--json', 'one JSON object on stdout', false)
    .option('--lang <en|zh>', 'language of the words')

planOptions(program.command('plan'))
  .description('print every command that `run` will send, login included; nothing is sent')
  .option('--format <id>', 'as a file for another program: at, qcom, sscom, python, c, markdown; secrets are placeholders')
  .option('--with-secrets', 'with --format: write the secrets too; never a private key’s content')
  .option(...dataOption)
  .action(async (options: { modem?: string; cloud?: string; profile?: string; set: string[]; variant?: string; json: boolean; lang?: string; data?: string; format?: string; withSecrets?: boolean }) => {
    const { planCommand } = await import('./plan.ts')
    code = await planCommand(options, processOutput)
  })

planOptions(program.command('run'))
  .description('run the plan on a modem')
  .requiredOption('--port <path>', '/dev/ttyUSB2, COM11, tcp://host:port, or practice:quectel-ec20')
  .option('--baud <rate>', 'bit/s of a serial port', number(1, 12_000_000), 115200)
  .option('--wait <seconds>', 'stay subscribed so long afterwards and print what arrives', number(0, 86_400), 0)
  .option('--secrets-to <file>', 'write secrets that the cloud gives on the way (a DeviceSecret) into this file; they are shown nowhere')
  .option('--case <file>', 'write the run as a case file: plan, transcript, timings, verdicts; without secrets')
  .option('--data <folder>', 'folder for the recording')
  .action(
    async (options: {
      modem?: string
      cloud?: string
      profile?: string
      set: string[]
      variant?: string
      json: boolean
      lang?: string
      port: string
      baud: number
      wait: number
      secretsTo?: string
      case?: string
      data?: string
    }) => {
      const { runCommand } = await import('./run.ts')
      code = await runCommand(options, headlessApp(options.data), processOutput, stop.signal)
    },
  )

program
  .command('script')
  .argument('<file>', 'sequence file (YAML or JSON), as the workbench saves it; docs/sequences.md')
  .description('run a sequence of commands on a modem: exit code 0 when every step passed, 1 when not')
  .requiredOption('--port <path>', '/dev/ttyUSB2, COM11, tcp://host:port, or practice:quectel-ec20')
  .option('--baud <rate>', 'bit/s of a serial port', number(1, 12_000_000), 115200)
  .option('--set <name=value>', 'the value of a placeholder; may be repeated; not for secrets: others can read a command line', collect, [])
  .option('--set-env <name[=VARIABLE]>', 'the value of a placeholder from the environment; may be repeated', collect, [])
  .option('--set-file <name=file>', 'the value of a placeholder from a file, or from standard input (-); may be repeated', collect, [])
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .option('--data <folder>', 'folder for the recording')
  .action(async (file: string, options: { port: string; baud: number; set: string[]; setEnv: string[]; setFile: string[]; json: boolean; lang?: string; data?: string }) => {
    const [{ scriptCommand }, { askAtTerminal }, { text }] = await Promise.all([import('./script.ts'), import('./ask-value.ts'), import('node:stream/consumers')])
    code = await scriptCommand(file, options, headlessApp(options.data), processOutput, stop.signal, {
      env: process.env,
      readStdin: () => text(process.stdin),
      // With --json a program reads; with a pipe nobody is there to answer.
      ...(process.stdin.isTTY && process.stderr.isTTY && !options.json && { ask: askAtTerminal }),
    })
  })

program
  .command('matrix')
  .description('say which modem reaches which cloud, by which ways, and what stands against the others')
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .option(...dataOption)
  .action(async (options: { json: boolean; lang?: string; data?: string }) => {
    const { matrixCommand } = await import('./matrix.ts')
    code = await matrixCommand(options, processOutput)
  })

program
  .command('probe')
  .description('find the speed and line end at which the modem at a port answers; sends AT and nothing else')
  .requiredOption('--port <path>', '/dev/ttyUSB2, COM11, tcp://host:port, or practice:quectel-ec20')
  .option('--baud <rate>', 'bit/s that is tried first', number(1, 12_000_000), 115200)
  .option('--data <folder>', 'folder for the recording')
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .action(async (options: { port: string; baud: number; data?: string; json: boolean; lang?: string }) => {
    const { probeCommand } = await import('./probe.ts')
    code = await probeCommand(options, headlessApp(options.data), processOutput, stop.signal)
  })

program
  .command('identify')
  .description('ask the module at a port what it is, and name the profile for it')
  .requiredOption('--port <path>', '/dev/ttyUSB2, COM11, tcp://host:port, or practice:quectel-ec20')
  .option('--baud <rate>', 'bit/s of a serial port', number(1, 12_000_000), 115200)
  .option('--data <folder>', 'folder for the recording')
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .action(async (options: { port: string; baud: number; data?: string; json: boolean; lang?: string }) => {
    const { identifyCommand } = await import('./identify.ts')
    code = await identifyCommand(options, headlessApp(options.data), processOutput)
  })

program
  .command('explain')
  .argument('<file>', 'a terminal’s log, in UTF-8 or GB 18030, or a case file; - reads standard input')
  .description('say what happened in a log, line by line, and what failed')
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .option(...dataOption)
  .action(async (file: string, options: { json: boolean; lang?: string; data?: string }) => {
    const { explainCommand } = await import('./explain.ts')
    const { buffer } = await import('node:stream/consumers')
    code = await explainCommand(file, options, processOutput, () => buffer(process.stdin))
  })

const profiles = program.command('profiles').description('list what the wizard has saved, and your own modems and clouds')
profiles
  .command('list', { isDefault: true, hidden: true })
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .option(...dataOption)
  .action(async (options: { json: boolean; lang?: string; data?: string }) => {
    const { profilesCommand } = await import('./profiles.ts')
    code = await profilesCommand(options, processOutput)
  })
profiles
  .command('check')
  .argument('[files...]', 'files of your own modems and clouds; left out: all in the data folder')
  .description('say what is wrong with your own modems and clouds, by line and field')
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .option(...dataOption)
  .action(async (files: string[], options: { json: boolean; lang?: string; data?: string }) => {
    const { checkProfilesCommand } = await import('./profiles.ts')
    code = await checkProfilesCommand(files, options, processOutput)
  })

program
  .command('compare')
  .argument('<a>', 'case file, such as that of a good run')
  .argument('<b>', 'case file to hold against it; - reads standard input')
  .description('say what differs between two case files and matters')
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .action(async (a: string, b: string, options: { json: boolean; lang?: string }) => {
    const { compareCommand } = await import('./compare.ts')
    const { buffer } = await import('node:stream/consumers')
    code = await compareCommand(a, b, options, processOutput, () => buffer(process.stdin))
  })

program
  .command('report')
  .argument('<file>', 'case file; - reads standard input')
  .description('print a case file as a report in Markdown')
  .option('--lang <en|zh>', 'language of the words')
  .action(async (file: string, options: { lang?: string }) => {
    const { reportCommand } = await import('./report.ts')
    const { buffer } = await import('node:stream/consumers')
    code = await reportCommand(file, options, processOutput, () => buffer(process.stdin))
  })

program
  .command('export')
  .argument('<file>', 'recording (*.atrec)')
  .description('write a recording into another program’s format; identifiers are replaced, secrets are never in it')
  .requiredOption('--format <id>', 'text, sscom, csv, raw-in, raw-out, pcapng')
  .option('--out <file>', 'where to; left out: beside the recording')
  .option('--from <row>', 'first line, counted from 1', number(1, 1e12))
  .option('--to <row>', 'last line', number(1, 1e12))
  .option('--charset <name>', 'utf-8, gb18030, big5, shift_jis, latin-1; left out: what the recording was last read in')
  .option('--unmasked', 'leave IMEI, IMSI, ICCID and phone numbers as they are', false)
  .option('--lang <en|zh>', 'language of the words')
  .action(async (file: string, options: { format: string; out?: string; from?: number; to?: number; charset?: string; unmasked: boolean; lang?: string }) => {
    const { exportCommand } = await import('./export.ts')
    code = await exportCommand(file, options, processOutput, stop.signal)
  })

program
  .command('import')
  .argument('<file>', 'log of SSCOM, QCOM, llcom, tio or another terminal; UTF-8, GBK or UTF-16')
  .description('make a recording out of a terminal’s log; passwords in it are masked')
  .option('--out <folder>', 'folder for the recording; left out: that of all recordings')
  .option('--data <folder>', 'data folder of the program')
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .action(async (file: string, options: { out?: string; data?: string; json: boolean; lang?: string }) => {
    const { importCommand } = await import('./import.ts')
    code = await importCommand(file, options, processOutput, stop.signal)
  })

program
  .command('symptoms')
  .argument('[query]', 'words of a symptom, a code, or a line as the modem prints it; left out: all', '')
  .description('look up failures of the field: causes with their sources, what to check, what mends them')
  .option('--stage <stage>', 'port, modem, sim, radio, data, net, tls, mqtt or cloud')
  .option('--modem <family>', 'modem family or profile: quectel, lierda, luat, simcom, esp, nrf')
  .option('--json', 'one JSON object on stdout', false)
  .option('--lang <en|zh>', 'language of the words')
  .action(async (query: string, options: { stage?: string; modem?: string; json: boolean; lang?: string }) => {
    const { symptomsCommand } = await import('./symptoms.ts')
    code = symptomsCommand(query, options, processOutput)
  })

program
  .command('sim')
  .description('put a simulated modem on a pseudo-terminal, a TCP port or standard input and output')
  .option('--modem <id>', 'simulated modem, for example quectel-ec20', '')
  .option('--pty <path>', 'make a pseudo-terminal with this name (needs socat)')
  .option('--stdio', 'speak on standard input and output', false)
  .option('--tcp <port>', 'listen on this port of 127.0.0.1; 0 takes a free one', number(0, 65535))
  .option('--fault <name>', 'switch a fault on from the start')
  .option('--list', 'list the simulated modems and their faults', false)
  .addOption(new Option('--pace <pace>', 'how fast the modem answers').choices(['instant', 'realistic']))
  .action(async (options: SimOptions) => {
    const { runSim } = await import('./sim.ts')
    const { stdin, stdout, stderr } = process
    code = await runSim(options, { stdin, stdout, stderr, signal: stop.signal })
  })

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed its own message; asking for help is no error.
    code = error.exitCode === 0 ? exitCode.done : exitCode.usage
  } else if (error instanceof UsageError) {
    processOutput.remark(`atelier: ${error.message}`)
    code = exitCode.usage
  } else {
    processOutput.remark(`atelier: ${error instanceof Error ? error.message : String(error)}`)
    code = exitCode.failed
  }
}
// Everything was disposed of; a socket that lingers must not keep a shell waiting. Pipes are flushed first.
process.exitCode = code
process.stdout.write('', () => process.exit(code))
