export { importLog, type Imported } from './import-log.ts'
