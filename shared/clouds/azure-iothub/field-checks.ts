import { text } from '../../text/local-text.ts'
import { inTurn } from '../field-checks.ts'
import type { Field, FieldCheck } from '../profile.ts'

/** `HostName=…;DeviceId=…;SharedAccessKey=…`, whole or cut: there is a key in it, so that its text must go into no message. */
export const isConnectionString = (value: string): boolean => /SharedAccessKey(Name)?\s*=|HostName\s*=|SharedAccessSignature\s*=/i.test(value)

export const notConnectionString: FieldCheck = (value, { label }) =>
  isConnectionString(value)
    ? [
        {
          severity: 'error',
          code: 'azure.connection-string',
          what: text(`A whole connection string stands in ${label.en}.`, `“${label.zh}”里粘贴了整条连接字符串。`),
          next: text('Paste it where devices are pasted: it fills hub, device ID and key by itself.', '请粘贴到“粘贴设备信息”处，会自动填好 IoT 中心、设备 ID 和密钥。'),
        },
      ]
    : []

/** Says so of a whole connection string in any field, and nothing else then: other checks quote what was entered. */
export function guarded(field: Field): Field {
  if (field.kind !== 'text' && field.kind !== 'secret' && field.kind !== 'number') return field
  return { ...field, check: field.check ? inTurn(notConnectionString, field.check) : notConnectionString }
}

/** The hub's own host name, in any of Azure's nations. */
export const isHubHost = (name: string): boolean => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.azure-devices\.(net|cn|us)$/i.test(name)

/** A name without a dot: what the portal shows as the hub's name. */
export const isShortName = (name: string): boolean => /^[a-z0-9]([a-z0-9-]{1,48}[a-z0-9])$/i.test(name) && name.toLowerCase() !== 'localhost'

export const checkHub: FieldCheck = (entered) => {
  const value = entered.trim()
  if (isHubHost(value)) return []
  const next = text('It is the host name of the hub’s overview: contoso.azure-devices.net', '应为 IoT 中心概述页里的主机名：contoso.azure-devices.net')
  if (isShortName(value)) {
    return [
      {
        severity: 'error',
        code: 'azure.hub-short',
        what: text('That is the hub’s short name.', '这是 IoT 中心的短名称。'),
        next: text(`Enter the host name: ${value.toLowerCase()}.azure-devices.net`, `请填写主机名：${value.toLowerCase()}.azure-devices.net`),
      },
    ]
  }
  if (/azure-devices-provisioning\./i.test(value)) {
    return [
      {
        severity: 'error',
        code: 'azure.dps-host',
        what: text('That is the provisioning service (DPS), not a hub.', '这是预配服务（DPS）的地址，不是 IoT 中心。'),
        next: text('Register there first; the answer names the hub.', '请先通过 DPS 注册，应答里会给出 IoT 中心。'),
      },
    ]
  }
  const isHost = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(value)
  return [
    {
      severity: isHost ? 'warning' : 'error',
      code: 'azure.hub',
      what: isHost ? text('The hub’s host name does not end with .azure-devices.net.', 'IoT 中心主机名不是以 .azure-devices.net 结尾。') : text(
        'That is not a host name.',
        '这不是主机名。',
      ),
      next,
    },
  ]
}
