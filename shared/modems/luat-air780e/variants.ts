import type { CloudProfile, Route } from '../../clouds/profile.ts'
import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Fill, Finding } from '../../wizard/plan.ts'
import type { Step } from '../../wizard/step.ts'
import type { Variant, VariantContext } from '../../wizard/variant.ts'
import { limits } from './constants.ts'
import { httpSteps } from './steps-http.ts'

export type PlanParts = { readonly attach: readonly Step[]; readonly cloudSteps: (job: Job) => readonly Step[] }

const fillsOf = ({ values, computed = {} }: Route): readonly Fill[] => [
  ...values.map(({ name, secret }): Fill => ({ name, secret, from: { capture: name } })),
  ...Object.entries(computed).map(([name, { part, with: taken }]): Fill => ({ name, secret: part === 'password', from: { login: part, with: taken } })),
]

function jobOf(route: Route, { job, inputs }: VariantContext): Job {
  const { clientId, username, password, ...rest } = job.credential
  const login = route.login({ clientId, ...(username !== undefined && { username }), ...(password !== undefined && { password }) }, inputs)
  return {
    ...job,
    credential: {
      ...rest,
      clientId: login.clientId,
      ...(login.username !== undefined && { username: login.username }),
      ...(login.password !== undefined && { password: login.password }),
    },
    fills: fillsOf(route).map(({ name }) => name),
  }
}

function lintRequest({ request }: VariantContext): readonly Finding[] {
  if (!request) return []
  const found: Finding[] = []
  const tooLong = (code: string, what: Finding['what']) =>
    found.push({ severity: 'error', code, stage: 'cloud', what, next: text('Shorten the names in it, or let this PC make the request.', '请缩短其中的名称，或改由电脑发这个请求。') })
  const url = byteLength(request.url)
  const body = byteLength(request.body)
  if (url > limits.url) tooLong('modem.url-too-long', text(`The address has ${url} bytes; AT+HTTPPARA takes ${limits.url}.`, `请求地址有 ${url} 字节，AT+HTTPPARA 最多 ${limits.url} 字节。`))
  if (body > limits.body) tooLong('modem.body-too-long', text(`The body has ${body} bytes; AT+HTTPDATA takes ${limits.body}.`, `请求正文有 ${body} 字节，AT+HTTPDATA 最多 ${limits.body} 字节。`))
  return found
}

/** The cloud's HTTP routes, made by the modem's own HTTP. */
export const luatVariants =
  ({ attach, cloudSteps }: PlanParts) =>
  (cloud: CloudProfile): readonly Variant[] =>
    (cloud.routes ?? []).flatMap((route): readonly Variant[] => {
      const operation = cloud.operations.find(({ id }) => id === route.operation)
      if (!operation) return []
      return [
        {
          id: route.operation,
          title: operation.title,
          summary: operation.summary,
          operation: route.operation,
          brings: route.brings,
          job: (context) => jobOf(route, context),
          lint: lintRequest,
          make: ({ job, request }) => ({
            steps: request ? [...attach, ...httpSteps(job, request, route), ...cloudSteps(job)] : [],
            fills: fillsOf(route),
            closing: [
              { line: 'AT+HTTPTERM', timeoutMs: 2_000 },
              { line: 'AT+SAPBR=0,1', timeoutMs: 10_000 },
            ],
          }),
        },
      ]
    })
