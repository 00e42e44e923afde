export { exportRecording, exportSuffix, type Exported, type ExportRequest, type ExportSource } from './export-recording.ts'
