export function MqttPanel() {
  return null
}
