import { text, type Text } from '../../text/local-text.ts'
import { exportC } from './c.ts'
import type { Exporter } from './export.ts'
import { exportJson } from './json.ts'
import { exportMosquitto } from './mosquitto.ts'
import { exportMqttx } from './mqttx.ts'
import { exportPython } from './python.ts'

/** Every form in which a login can be taken along, in the order in which they are offered. */
export const exporters: readonly { readonly id: string; readonly label: Text; readonly make: Exporter }[] = [
  { id: 'json', label: text('JSON', 'JSON'), make: exportJson },
  { id: 'mqttx', label: text('MQTTX import file', 'MQTTX 导入文件'), make: exportMqttx },
  { id: 'mosquitto', label: text('mosquitto command', 'mosquitto 命令'), make: exportMosquitto },
  { id: 'python', label: text('Python (paho-mqtt)', 'Python（paho-mqtt）'), make: exportPython },
  { id: 'c', label: text('C (Paho embedded)', 'C（Paho 嵌入式）'), make: exportC },
]

export const findExporter = (id: string): Exporter | undefined => exporters.find((exporter) => exporter.id === id)?.make

export type { Exported, Exporter, ExportOptions } from './export.ts'
