/**
 * +CMS ERROR numbers (3GPP 27.005, 3.2.5; 24.011, annex E-2 for those below 128; 23.040, 9.2.3.22 for those below 256), in the standards' wording,
 * shortened. From 512 on they are each maker's.
 */
const cmsErrors: ReadonlyMap<number, string> = new Map([
  [1, 'unassigned number'],
  [8, 'operator determined barring'],
  [10, 'call barred'],
  [21, 'short message transfer rejected'],
  [27, 'destination out of service'],
  [28, 'unidentified subscriber'],
  [29, 'facility rejected'],
  [30, 'unknown subscriber'],
  [38, 'network out of order'],
  [41, 'temporary failure'],
  [42, 'congestion'],
  [47, 'resources unavailable'],
  [50, 'facility not subscribed'],
  [69, 'facility not implemented'],
  [81, 'invalid reference value'],
  [95, 'invalid message'],
  [96, 'invalid mandatory information'],
  [97, 'message type not implemented'],
  [98, 'message not compatible with the state'],
  [99, 'information element not implemented'],
  [111, 'protocol error'],
  [127, 'interworking'],
  [193, 'no service centre subscription'],
  [208, 'SIM storage for short messages full'],
  [209, 'no storage for short messages in the SIM'],
  [210, 'error in the modem'],
  [211, 'memory capacity exceeded'],
  [300, 'modem failure'],
  [301, 'short message service reserved'],
  [302, 'operation not allowed'],
  [303, 'operation not supported'],
  [304, 'invalid PDU mode parameter'],
  [305, 'invalid text mode parameter'],
  [310, 'SIM not inserted'],
  [311, 'SIM PIN required'],
  [312, 'PH-SIM PIN required'],
  [313, 'SIM failure'],
  [314, 'SIM busy'],
  [315, 'SIM wrong'],
  [316, 'SIM PUK required'],
  [317, 'SIM PIN2 required'],
  [318, 'SIM PUK2 required'],
  [320, 'memory failure'],
  [321, 'invalid memory index'],
  [322, 'memory full'],
  [330, 'message centre’s number unknown'],
  [331, 'no network service'],
  [332, 'network timeout'],
  [340, 'no acknowledgement expected'],
  [500, 'unknown error'],
])

/** The reason behind a `+CMS ERROR:` line, in words; `undefined` when the line is none. */
export function cmsReason(line: string): string | undefined {
  const value = /^\+CMS ERROR:\s*(.+)$/.exec(line)?.[1]?.trim()
  if (value === undefined) return undefined
  return /^\d+$/.test(value) ? `${value}, ${cmsErrors.get(Number(value)) ?? 'a code of the maker’s'}` : value
}
