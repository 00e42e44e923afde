import type { Exporter } from './export.ts'

/** The parts of the login by their MQTT names, without files. */
export const exportJson: Exporter = ({ host, port, transport, path, alpn, clientId, username, password }) => ({
  text: `${JSON.stringify({ host, port, transport, path, alpn, clientId, username, password }, null, 2)}\n`,
  fileName: 'mqtt-login.json',
  language: 'json',
  notes: [],
})
