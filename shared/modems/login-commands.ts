import type { LoginCommands } from './common/login-commands.ts'
import { espAtLogin } from './esp-at/login-commands.ts'
import { lierdaLogin } from './lierda-nt35e/login-commands.ts'
import { luatLogin } from './luat-air780e/login-commands.ts'
import { nrfLogin } from './nrf-serial-modem/login-commands.ts'
import { quectelLogin } from './quectel-ec20/login-commands.ts'
import { simcomLogin } from './simcom-sim7600/login-commands.ts'

/** Every family whose login commands are known, in the order in which they are offered. */
export const loginCommands: readonly LoginCommands[] = [quectelLogin, lierdaLogin, luatLogin, simcomLogin, espAtLogin, nrfLogin]

export const findLoginCommands = (family: string): LoginCommands | undefined => loginCommands.find((commands) => commands.family === family)

export type { AlibabaTriple, CommandLine, LoginCommands, LoginLines } from './common/login-commands.ts'
