/** The part of OTLP JSON that the sample writes. */
export type OtlpValue =
  | { stringValue: string }
  | { intValue: string }
  | { doubleValue: number }
  | { boolValue: boolean }
  | { arrayValue: { values: OtlpValue[] } }

export interface AttributePair {
  key: string
  value: OtlpValue
}

export interface OtlpSpan {
  traceId: string
  spanId: string
  parentSpanId: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: AttributePair[]
  events?: { name: string; timeUnixNano: string; attributes: AttributePair[] }[]
  status: { code?: number; message?: string }
}

/** An attribute: text, a whole number, or a list of texts. */
export function pair(key: string, value: string | number | string[]): AttributePair {
  if (typeof value === 'string') return { key, value: { stringValue: value } }
  if (typeof value === 'number') {
    return { key, value: Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value } }
  }
  return { key, value: { arrayValue: { values: value.map((item) => ({ stringValue: item })) } } }
}

export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4)
}

export function spanLine(service: string, environment: string, spans: readonly OtlpSpan[]): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: {
          attributes: [
            pair('service.name', service),
            pair('deployment.environment.name', environment),
            pair('telemetry.sdk.language', 'python'),
          ],
        },
        scopeSpans: [{ scope: { name: 'agent-runtime', version: '2.4.1' }, spans }],
      },
    ],
  })
}

export interface OtlpLogRecord {
  timeUnixNano: string
  eventName: string
  traceId: string
  spanId: string
  attributes: AttributePair[]
}

export function logLine(service: string, records: readonly OtlpLogRecord[]): string {
  return JSON.stringify({
    resourceLogs: [
      {
        resource: { attributes: [pair('service.name', service)] },
        scopeLogs: [{ scope: { name: 'evaluations', version: '1.0.0' }, logRecords: records }],
      },
    ],
  })
}
