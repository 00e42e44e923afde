import type { Stage } from '../contract/failure.ts'
import { text, type Text } from '../text/local-text.ts'
import type { CaseRun, CaseStep } from './format.ts'

export const stageNames: Readonly<Record<Stage, Text>> = {
  port: text('Port', '端口'),
  modem: text('Modem', '模组'),
  sim: text('SIM', 'SIM'),
  radio: text('Radio', '射频'),
  data: text('Data', '数据'),
  net: text('DNS/TCP', 'DNS/TCP'),
  tls: text('TLS', 'TLS'),
  mqtt: text('MQTT', 'MQTT'),
  cloud: text('Cloud', '平台'),
}

export const outcomeNames: Readonly<Record<CaseRun['status'], Text>> = {
  ready: text('not started', '未开始'),
  running: text('still running when this was saved', '保存时仍在运行'),
  paused: text('paused', '已暂停'),
  failed: text('failed', '失败'),
  done: text('succeeded', '成功'),
  stopped: text('stopped by a person', '已手动停止'),
}

export const stepStateNames: Readonly<Record<CaseStep['status'], Text>> = {
  waiting: text('not run', '未执行'),
  running: text('running', '执行中'),
  passed: text('passed', '通过'),
  failed: text('failed', '失败'),
  skipped: text('skipped', '已跳过'),
}
