export { exportRecording, exportSuffix, type Exported, type ExportRequest } from './export-recording.ts'
