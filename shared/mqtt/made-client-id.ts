/** A client ID of this program's own making. `suffix`: letters and digits that nobody else has. */
export const madeClientId = (suffix: string): string => `atelier-${suffix}`

/**
 * What a copy of a connection calls itself: a broker throws off the older of two clients with one ID, so an ID that a tool
 * made up (this program's, or MQTTX's `mqttx_` and eight hex digits) is made up anew. One that a cloud gave out stays.
 */
export const clientIdOfCopy = (clientId: string, suffix: string): string => (/^(?:atelier-[0-9a-z]{4,}|mqttx_[0-9a-f]{8})$/.test(clientId) ? madeClientId(suffix) : clientId)
