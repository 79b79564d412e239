import type { Importer } from './importer.ts'
import { agentRx } from './importers/agentrx/index.ts'
import { atif } from './importers/atif/index.ts'
import { braintrust } from './importers/braintrust/index.ts'
import { claudeCode } from './importers/claude-code/index.ts'
import { codex } from './importers/codex/index.ts'
import { datadog } from './importers/datadog/index.ts'
import { generic } from './importers/generic/index.ts'
import { helicone } from './importers/helicone/index.ts'
import { inspect } from './importers/inspect/index.ts'
import { jaeger } from './importers/jaeger/index.ts'
import { langfuse } from './importers/langfuse/index.ts'
import { langSmith } from './importers/langsmith/index.ts'
import { miniSweAgent } from './importers/mini-swe-agent/index.ts'
import { mlflow } from './importers/mlflow/index.ts'
import { nestedOtel } from './importers/nested-otel/index.ts'
import { openHands } from './importers/openhands/index.ts'
import { otelSdk } from './importers/otel-sdk/index.ts'
import { otlpJson } from './importers/otlp-json/index.ts'
import { otlpProtobuf } from './importers/otlp-protobuf/index.ts'
import { phoenix } from './importers/phoenix/index.ts'
import { agentBench } from './importers/agentbench/index.ts'
import { sweAgent } from './importers/swe-agent/index.ts'
import { tauBench } from './importers/tau-bench/index.ts'
import { tau2Bench } from './importers/tau2-bench/index.ts'
import { tau2Judge } from './importers/tau2-judge/index.ts'
import { weave } from './importers/weave/index.ts'
import { zipkin } from './importers/zipkin/index.ts'
import { whoAndWhen } from './importers/who-and-when/index.ts'

/** Every format, in the order of detection. */
export const IMPORTERS = [
  otlpJson,
  otlpProtobuf,
  jaeger,
  zipkin,
  nestedOtel,
  phoenix,
  otelSdk,
  langfuse,
  langSmith,
  mlflow,
  weave,
  braintrust,
  helicone,
  datadog,
  claudeCode,
  codex,
  agentBench,
  tauBench,
  tau2Bench,
  tau2Judge,
  inspect,
  atif,
  openHands,
  miniSweAgent,
  sweAgent,
  whoAndWhen,
  agentRx,
  // Whatever no other knows.
  generic,
] as const satisfies readonly Importer[]

export function findImporter(id: string): Importer | undefined {
  return IMPORTERS.find((importer) => importer.id === id)
}
