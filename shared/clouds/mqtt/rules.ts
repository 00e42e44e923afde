import type { CloudRules } from '../profile.ts'

/** A broker of one's own has no rules but the protocol's; 3600 s is what every modem's manual allows. */
export const mqttRules: CloudRules = {
  keepAlive: { min: 0, max: 3600, advised: 120 },
  maxQos: 2,
  retain: true,
  will: true,
  notes: [],
  source: 'OASIS MQTT 3.1.1',
}
