/** Quectel, AT+QMTCFG="ssl",<client>,<enable>[,<context>] (MQTT application note); asked without <enable> it changes nothing. */
const quectelSsl = /^AT\+QMTCFG="ssl",(\d+),([01])\b/i
const quectelResult = /^\+QMTOPEN: ?(\d+),/
/** AirM2M opens with TLS by a command of its own; what fails names neither. */
const airm2mOpening = /^AT\+(SSL)?MIPSTART=/i

/** Whether the link that an opening's result speaks of was to have TLS: results say the same with it and without. */
export class SecureLink {
  readonly #clients = new Set<string>()
  #opensSecure = false

  sent(command: string): void {
    const [, client, enable] = quectelSsl.exec(command) ?? []
    if (client !== undefined && enable === '1') this.#clients.add(client)
    else if (client !== undefined) this.#clients.delete(client)
    const opening = airm2mOpening.exec(command)
    if (opening) this.#opensSecure = opening[1] !== undefined
  }

  /** A module that restarts has its settings as they were made. */
  forget(): void {
    this.#clients.clear()
    this.#opensSecure = false
  }

  isMeantBy(result: string): boolean {
    if (result === 'CONNECT FAIL') return this.#opensSecure
    const client = quectelResult.exec(result)?.[1]
    return client !== undefined && this.#clients.has(client)
  }
}
