import protobuf from 'protobufjs/light.js'

/**
 * The messages of OTLP that hold traces and logs, by field number. Source: opentelemetry-proto 1.9, common/v1, resource/v1,
 * trace/v1, logs/v1. `TracesData`, `ExportTraceServiceRequest` and a stored batch are the same on the wire: a list of
 * ResourceSpans as field 1. Before 2022 the scopes were field 1000.
 */
const field = (type: string, id: number, rule?: 'repeated') => ({ type, id, ...(rule && { rule }) })

const root = protobuf.Root.fromJSON({
  nested: {
    ArrayValue: { fields: { values: field('AnyValue', 1, 'repeated') } },
    KeyValueList: { fields: { values: field('KeyValue', 1, 'repeated') } },
    AnyValue: {
      oneofs: {
        value: {
          oneof: [
            'stringValue',
            'boolValue',
            'intValue',
            'doubleValue',
            'arrayValue',
            'kvlistValue',
            'bytesValue',
          ],
        },
      },
      fields: {
        stringValue: field('string', 1),
        boolValue: field('bool', 2),
        intValue: field('int64', 3),
        doubleValue: field('double', 4),
        arrayValue: field('ArrayValue', 5),
        kvlistValue: field('KeyValueList', 6),
        bytesValue: field('bytes', 7),
      },
    },
    KeyValue: { fields: { key: field('string', 1), value: field('AnyValue', 2) } },
    Resource: {
      fields: { attributes: field('KeyValue', 1, 'repeated'), droppedAttributesCount: field('uint32', 2) },
    },
    Scope: {
      fields: {
        name: field('string', 1),
        version: field('string', 2),
        attributes: field('KeyValue', 3, 'repeated'),
        droppedAttributesCount: field('uint32', 4),
      },
    },
    Status: { fields: { message: field('string', 2), code: field('int32', 3) } },
    Event: {
      fields: {
        timeUnixNano: field('fixed64', 1),
        name: field('string', 2),
        attributes: field('KeyValue', 3, 'repeated'),
        droppedAttributesCount: field('uint32', 4),
      },
    },
    Link: {
      fields: {
        traceId: field('bytes', 1),
        spanId: field('bytes', 2),
        traceState: field('string', 3),
        attributes: field('KeyValue', 4, 'repeated'),
        droppedAttributesCount: field('uint32', 5),
        flags: field('fixed32', 6),
      },
    },
    Span: {
      fields: {
        traceId: field('bytes', 1),
        spanId: field('bytes', 2),
        traceState: field('string', 3),
        parentSpanId: field('bytes', 4),
        name: field('string', 5),
        kind: field('int32', 6),
        startTimeUnixNano: field('fixed64', 7),
        endTimeUnixNano: field('fixed64', 8),
        attributes: field('KeyValue', 9, 'repeated'),
        droppedAttributesCount: field('uint32', 10),
        events: field('Event', 11, 'repeated'),
        droppedEventsCount: field('uint32', 12),
        links: field('Link', 13, 'repeated'),
        droppedLinksCount: field('uint32', 14),
        status: field('Status', 15),
        flags: field('fixed32', 16),
      },
    },
    ScopeSpans: {
      fields: {
        scope: field('Scope', 1),
        spans: field('Span', 2, 'repeated'),
        schemaUrl: field('string', 3),
      },
    },
    ResourceSpans: {
      fields: {
        resource: field('Resource', 1),
        scopeSpans: field('ScopeSpans', 2, 'repeated'),
        schemaUrl: field('string', 3),
        instrumentationLibrarySpans: field('ScopeSpans', 1000, 'repeated'),
      },
    },
    LogRecord: {
      fields: {
        timeUnixNano: field('fixed64', 1),
        severityNumber: field('int32', 2),
        severityText: field('string', 3),
        body: field('AnyValue', 5),
        attributes: field('KeyValue', 6, 'repeated'),
        droppedAttributesCount: field('uint32', 7),
        flags: field('fixed32', 8),
        traceId: field('bytes', 9),
        spanId: field('bytes', 10),
        observedTimeUnixNano: field('fixed64', 11),
        eventName: field('string', 12),
      },
    },
    ScopeLogs: {
      fields: {
        scope: field('Scope', 1),
        logRecords: field('LogRecord', 2, 'repeated'),
        schemaUrl: field('string', 3),
      },
    },
    ResourceLogs: {
      fields: {
        resource: field('Resource', 1),
        scopeLogs: field('ScopeLogs', 2, 'repeated'),
        schemaUrl: field('string', 3),
      },
    },
  },
})

export const ResourceSpans = root.lookupType('ResourceSpans')
export const ResourceLogs = root.lookupType('ResourceLogs')

export const PROTOBUF_REASONS = {
  broken: 'The batch is no OTLP message: its bytes do not follow the protocol.',
  cut: 'The source ends within a batch.',
  lost: 'Here is neither a batch nor the length of one; what follows could not be read.',
  large: 'The batch is larger than 256 MB.',
  metrics: 'Metrics are no traces and are not imported.',
  packed: 'The batch is compressed and cannot be opened.',
} as const
