export { importLog } from './import-log.ts'
