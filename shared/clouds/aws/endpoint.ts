import { text } from '../../text/local-text.ts'
import { all, asciiOnly, atMost, inTurn } from '../field-checks.ts'
import { checkHost } from '../host-check.ts'
import type { FieldCheck, FieldProblem } from '../profile.ts'

/** Amazon Trust Services endpoints: `-ats` everywhere, `.ats` in Beijing. China's names end with .cn. */
const ats = /^[a-z0-9]+[-.]ats\.iot(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/i

export const isAmazonHost = (host: string): boolean => /amazonaws/i.test(host)
export const isAtsHost = (host: string): boolean => ats.test(host)

/** The region that stands in a name of AWS IoT; empty where there is none, as in a domain of one's own. */
export const regionOf = (host: string): string => (/(?:^|\.)iot(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/i.exec(host.trim())?.[1] ?? '').toLowerCase()

/** What is wrong with a name as the account's device data endpoint. AWS IoT Core developer guide, "AWS IoT device data and service endpoints". */
export function endpointProblem(host: string): FieldProblem | undefined {
  if (!isAmazonHost(host) || isAtsHost(host)) return undefined
  const next = text(
    'Take the device data endpoint: aws iot describe-endpoint --endpoint-type iot:Data-ATS',
    '请使用设备数据端点：aws iot describe-endpoint --endpoint-type iot:Data-ATS',
  )
  if (/^iot\./i.test(host)) {
    const what = text('That is the endpoint of the AWS API, not of your account’s devices.', '这是 AWS API 的端点，不是你账户的设备数据端点。')
    return { severity: 'error', code: 'aws.api-endpoint', what, next }
  }
  if (/\.(jobs|credentials)\.iot\./i.test(host)) {
    const what = text('That endpoint is for jobs or credentials over HTTPS, not for MQTT.', '这是任务或凭证的 HTTPS 端点，不能用于 MQTT。')
    return { severity: 'error', code: 'aws.other-endpoint', what, next }
  }
  if (regionOf(host) === '') {
    return { severity: 'warning', code: 'aws.endpoint-form', what: text('That is not the form of a device data endpoint.', '这不是设备数据端点的格式。'), next }
  }
  const what = text('The name lacks “-ats”: its certificate is of an old CA that modems and PCs do not trust any more.', '域名里没有“-ats”：旧端点的证书由已停用的 CA 签发，模组和电脑都不再信任。')
  return { severity: 'warning', code: 'aws.not-ats', what, next }
}

export const checkEndpoint: FieldCheck = inTurn(all(checkHost, asciiOnly, atMost(255)), (value) => {
  const problem = endpointProblem(value.trim())
  return problem ? [problem] : []
})
