import { attributeText } from '../../shared/model/attribute.ts'
import type { AgentRun } from './agent-runs.ts'
import { endsRun } from './final-answer.ts'
import { isToolCall } from './span-tree.ts'

/** Names of an agent's tools as agents declare them: a list, or a JSON text of one. */
const LISTS = ['smolagents.tools_names', 'gen_ai.agent.tools', 'agent.tools', 'agent.tool_names'] as const
/** Members of an agent's team, which it calls like tools. */
const MEMBER = /^smolagents\.managed_agents\.\d{1,3}\.name$/

/** What an agent declares, or was seen, to be able to call, but for the tools by which it ends. */
export function toolsOfRun({ owner, steps }: AgentRun): Set<string> {
  const names = new Set<string>()
  for (const key of LISTS)
    for (const name of attributeText(owner.attribute(key))?.match(/[\w.-]+/g) ?? []) names.add(name)
  for (const key of owner.attributeKeys()) {
    const name = MEMBER.test(key) ? attributeText(owner.attribute(key)) : null
    if (name !== null) names.add(name)
  }
  for (const span of steps) if (isToolCall(span) && span.toolName !== null) names.add(span.toolName)
  for (const name of names) if (endsRun(name)) names.delete(name)
  return names
}
