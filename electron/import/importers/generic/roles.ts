import type { Mapping } from '../../../../shared/model/mapping.ts'

export type Role = 'system' | 'user' | 'assistant' | 'tool'

/** The words chat logs use, in lower case. */
const WORDS: Readonly<Record<Role, readonly string[]>> = {
  system: ['system', 'developer', 'instruction', 'instructions'],
  user: ['user', 'human', 'customer', 'client', 'input', 'prompter', 'question'],
  assistant: ['assistant', 'ai', 'gpt', 'bot', 'model', 'agent', 'chatgpt', 'output', 'answer', 'response'],
  tool: [
    'tool',
    'function',
    'ipython',
    'observation',
    'environment',
    'env',
    'tool_result',
    'function_response',
  ],
}

/** Who speaks. A word that is none of the known ones is the name of an agent: what it says is a model's answer. */
export function roleOf(word: string, roles: Mapping['roles']): { role: Role; agent: string | null } {
  for (const role of ['system', 'user', 'assistant', 'tool'] as const) {
    if (roles?.[role]?.includes(word)) return { role, agent: null }
  }
  const lower = word.trim().toLowerCase()
  for (const role of ['system', 'user', 'assistant', 'tool'] as const) {
    if (WORDS[role].includes(lower)) return { role, agent: null }
  }
  return { role: 'assistant', agent: word === '' ? null : word }
}

/** True where a word is one that only chat logs use for who speaks. */
export function isRoleWord(word: string): boolean {
  const lower = word.trim().toLowerCase()
  return Object.values(WORDS).some((words) => words.includes(lower))
}
