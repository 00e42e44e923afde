import type { Stage } from '../../shared/contract/failure.ts'

/** What of the plan decides whether a fault is met at all. */
export type Situation = {
  /** Topic or message go after a prompt. */
  readonly asksForData: boolean
}

export type Outcome = {
  /** Where the fault lies between the cable and the cloud; none: it is to be got over. */
  readonly stages: readonly Stage[] | ((situation: Situation) => readonly Stage[])
  /** It lies in the handshake or in its files. */
  readonly over?: 'tls'
}

const harmless: Outcome = { stages: [] }
const lies = (...stages: readonly Stage[]): Outcome => ({ stages })
const inTls: Outcome = { stages: ['tls'], over: 'tls' }

/** By what each fault means, as the simulators' manuals and the hints beside the faults have it. */
const outcomes: Readonly<Record<string, Outcome>> = {
  silent: lies('modem'),
  garbage: lies('modem'),
  'wrong-speed': lies('modem'),
  noise: harmless,
  'urcs-in-answers': harmless,
  'split-bytes': harmless,
  'echo-off': harmless,
  // Numbers for results are the modem's setting; ATV1 is not for the wizard to send unasked.
  'verbose-off': lies('modem'),
  'cmee-0': harmless,
  'cmee-1': harmless,
  'cmee-2': harmless,
  slow: harmless,
  'too-slow': lies('modem'),
  reboots: lies('modem'),
  'urc-port-elsewhere': lies('modem'),
  'results-before-ok': harmless,
  'start-after-ok': harmless,
  'no-sim': lies('sim'),
  'sim-falls-out': lies('sim'),
  'sim-pin': lies('sim'),
  'sim-puk': lies('sim'),
  'weak-signal': harmless,
  'no-antenna': lies('radio'),
  'no-registration': lies('radio'),
  'registration-denied': lies('radio'),
  'no-pdp': lies('data'),
  'wrong-apn': lies('data'),
  // Strikes once, as it is switched on: here before anything is open.
  'bearer-released': harmless,
  'dns-failure': lies('net'),
  // The plans have the dates of certificates left alone.
  'bad-clock': { stages: [], over: 'tls' },
  'file-exists': { stages: [], over: 'tls' },
  'full-storage': inTls,
  'no-sni': inTls,
  'left-open': harmless,
  // 23 bytes of client ID are enough here.
  'old-firmware': harmless,
  // HTTP alone meets it.
  'download-never-comes': harmless,
  refused: lies('net'),
  'tls-ca': inTls,
  // Strikes wherever the server is checked, whatever ignorelocaltime says.
  'tls-time': inTls,
  'tls-version': inTls,
  // Login and opening go out together.
  'impatient-server': harmless,
  'refused-login': lies('mqtt'),
  'connack-1': lies('mqtt'),
  'connack-2': lies('mqtt'),
  'connack-3': lies('mqtt'),
  'connack-4': lies('mqtt'),
  'connack-5': lies('mqtt'),
  // Where it strikes while a subscription is under way, some modules say no more than that the server did not grant it.
  'drops-after-connect': lies('mqtt', 'cloud'),
  // The step is the cloud's; that the modem does not do its part puts it before the cloud.
  'prompt-never-comes': { stages: ({ asksForData }) => (asksForData ? ['cloud', 'mqtt', 'modem'] : []) },
  'publish-fails': lies('mqtt', 'cloud'),
  'publish-ack-wrong': lies('mqtt'),
}

/** Where a family tells less, or another thing, than the rest. */
const own: Readonly<Record<string, Readonly<Record<string, Outcome>>>> = {
  // One command resolves, connects, shakes hands and logs in, and says ERROR for all of it.
  'esp-at': {
    'no-ap': lies('radio'),
    'wrong-wifi-password': lies('radio'),
    'no-time': inTls,
    'left-configured': harmless,
    'dns-failure': lies('mqtt'),
    refused: lies('mqtt'),
    'tls-ca': { stages: ['mqtt'], over: 'tls' },
    'tls-time': { stages: ['mqtt'], over: 'tls' },
    'tls-version': { stages: ['mqtt'], over: 'tls' },
  },
  // The name is asked for alone; TCP and TLS are one ERROR.
  'nordic-nrf9151': { 'no-mqtt': lies('modem'), 'own-build': harmless },
  // Sent, and it arrives: 1 is no failure by the manual's own words.
  'lierda-nt35e': { 'publish-ack-wrong': harmless },
  // HTTP comes first, and says more than MQTT.
  'airm2m-air780ep http-auth': { 'dns-failure': lies('net'), refused: lies('net'), 'download-never-comes': lies('cloud', 'modem') },
  'airm2m-air780ep http-register': { 'dns-failure': lies('net'), refused: lies('net'), 'download-never-comes': lies('cloud', 'modem') },
}

/** Undefined: nobody has thought about this fault yet. Faults of TLS are not met where the family's plans have none. */
export function outcomeOf(modemId: string, fault: string, hasTls: boolean, variant = ''): Outcome | undefined {
  const outcome = own[`${modemId} ${variant}`]?.[fault] ?? own[modemId]?.[fault] ?? outcomes[fault]
  return outcome?.over === 'tls' && !hasTls ? harmless : outcome
}
