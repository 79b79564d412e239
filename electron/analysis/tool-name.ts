/** Prefixes by which a framework marks where a tool comes from: `mcp__github__search`, `functions.search`, `default_api:x`. */
const PREFIX = /^(?:mcp__[\w-]{1,80}?__|(?:functions|default_api|tools|namespace|multi_tool_use)[.:/])/i
/** OpenAI's wrapper for several calls at once is a tool of the provider's own. */
const PROVIDER =
  /^(?:multi_tool_use[._]parallel|\$web_search|web_search(?:_preview)?\w*|code_interpreter|file_search|computer(?:_use\w*)?|image_generation|str_replace_(?:based_)?edit\w*)$/i

/** True where `called` names the tool `offered`, whatever prefix either has and in whatever case. */
export function isSameTool(called: string, offered: string): boolean {
  if (called === offered) return true
  const [one, other] = [bare(called), bare(offered)]
  return one === other || ends(one, other) || ends(other, one)
}

/** Tools of the provider are called without being declared by name. */
export function isProviderTool(name: string): boolean {
  return PROVIDER.test(name.slice(0, 100))
}

function bare(name: string): string {
  return name.slice(0, 200).replace(PREFIX, '').toLowerCase().replace(/[-\s]/g, '_')
}

/** `github__search` and `github.search` are `search` of a server that was given another name. */
function ends(longer: string, shorter: string): boolean {
  if (shorter === '' || !longer.endsWith(shorter) || longer.length <= shorter.length) return false
  const before = longer.slice(0, longer.length - shorter.length)
  return before.endsWith('__') || /[.:/]$/.test(before)
}
