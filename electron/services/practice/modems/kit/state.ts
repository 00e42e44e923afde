/** What 3GPP modems have in common to remember. A family adds its own fields. */
export type ModemState = {
  echo: boolean
  verbose: boolean
  quiet: boolean
  cmee: 0 | 1 | 2
  /** AT+CFUN: 0 minimum, 1 full, 4 flight mode. */
  functionality: 0 | 1 | 4
  sim: { isLocked: boolean; attemptsLeft: number }
  /** AT+CREG=n and its siblings: 0 no URC, 1 URC, 2 URC with the cell. */
  reports: Record<'CREG' | 'CGREG' | 'CEREG', 0 | 1 | 2>
  wantsAttach: boolean
  pdp: Map<number, PdpContext>
  /** The modem's clock minus the true time, in ms. */
  clockOffsetMs: number
}

/** `type` counts from 1: IPv4, IPv6, both. `auth`: 0 none, 1 PAP, 2 CHAP, 3 either. */
export type PdpContext = { type: number; apn: string; user: string; password: string; auth: number; isActive: boolean }

export const pdpDefaults = (): PdpContext => ({ type: 1, apn: '', user: '', password: '', auth: 0, isActive: false })

/** A modem just switched on, with the network's usual APN in context 1. */
export const initialModemState = (): ModemState => ({
  echo: true,
  verbose: true,
  quiet: false,
  cmee: 1,
  functionality: 1,
  sim: { isLocked: false, attemptsLeft: 3 },
  reports: { CREG: 0, CGREG: 0, CEREG: 0 },
  wantsAttach: true,
  pdp: new Map([[1, { ...pdpDefaults(), apn: 'CMNET' }]]),
  clockOffsetMs: 0,
})
