import { text, type Text } from '../../text/local-text.ts'
import { exportAtScript } from './at-script.ts'
import { exportCPlan } from './c.ts'
import type { PlanExporter } from './export.ts'
import { exportMarkdown } from './markdown.ts'
import { exportPythonPlan } from './python.ts'
import { exportQcom } from './qcom.ts'
import { exportSscom } from './sscom.ts'

/** Every form in which a plan can be taken along, in the order in which they are offered. */
export const planExporters: readonly { readonly id: string; readonly label: Text; readonly make: PlanExporter }[] = [
  { id: 'at', label: text('AT script (text)', 'AT 脚本（文本）'), make: exportAtScript },
  { id: 'qcom', label: text('QCOM command list', 'QCOM 指令列表'), make: exportQcom },
  { id: 'sscom', label: text('SSCOM strings', 'SSCOM 多条字符串'), make: exportSscom },
  { id: 'python', label: text('Python (pyserial)', 'Python（pyserial）'), make: exportPythonPlan },
  { id: 'c', label: text('C sketch', 'C 框架代码'), make: exportCPlan },
  { id: 'markdown', label: text('Markdown plan', 'Markdown 方案'), make: exportMarkdown },
]

export const findPlanExporter = (id: string): PlanExporter | undefined => planExporters.find((exporter) => exporter.id === id)?.make

export type { ExportedPlan, PlanExporter, PlanExportOptions } from './export.ts'
