/** How the texts of a table are copied to a workspace that is shared. */
interface CopiedTable {
  /** Columns with texts that may hold something private, and those with JSON. */
  texts: readonly string[]
  json: readonly string[]
  /** Columns that hold what was said; they can be left out whole. */
  payloads: readonly string[]
}

const NOTHING: CopiedTable = { texts: [], json: [], payloads: [] }

/**
 * What an excerpt takes over whole: rates, baselines, shifts and decisions are those of all traces. In the order in which
 * they can be written.
 */
export const COPIED_TABLES: Readonly<Record<string, CopiedTable>> = {
  category: NOTHING,
  rule_set: NOTHING,
  custom_category: { ...NOTHING, json: ['body'] },
  daily_count: { ...NOTHING, texts: ['segment'] },
  daily_health: { ...NOTHING, texts: ['segment'] },
  evidence_day: NOTHING,
  baseline: { ...NOTHING, texts: ['reason', 'name', 'author'], json: ['model', 'said'] },
  shift: { ...NOTHING, texts: ['segment', 'sentence'], json: ['causes'] },
  notice: { ...NOTHING, texts: ['title', 'text'] },
  watch: { ...NOTHING, json: ['state'] },
  policy: { ...NOTHING, texts: ['reason', 'author'], json: ['body', 'said'] },
  decision: { ...NOTHING, texts: ['text', 'author'] },
  found_version: { ...NOTHING, texts: ['recorded'], payloads: ['detail'] },
  version_text: { ...NOTHING, payloads: ['text'] },
  version_seen: { ...NOTHING, texts: ['agent', 'label', 'owner', 'recorded'] },
  version_day: { ...NOTHING, texts: ['agent', 'label', 'segment'] },
  model_pair: { ...NOTHING, texts: ['agent', 'asked', 'answered', 'segment'] },
  ruler: {
    texts: ['score', 'judge', 'rubric', 'rubric_version'],
    json: ['key', 'parameters', 'models'],
    payloads: ['judge_prompt'],
  },
  ruler_day: { ...NOTHING, texts: ['segment'], json: ['labels'] },
  ruler_pair: NOTHING,
  saved_view: { ...NOTHING, texts: ['name'], json: ['body'] },
}

/** What goes with the chosen traces, or is made by writing them. */
export const TRACE_TABLES: readonly string[] = [
  'import',
  'source',
  'block',
  'content',
  'content_use',
  'trace',
  'trace_source',
  'trace_alias',
  'span',
  'score',
  'finding',
  'signature',
  'analysis',
  'version_use',
  'root_attribute',
  'annotation',
]

/**
 * What stays: other versions of spans and repetitions in other imports, reports and what was learned of the texts, the
 * search index (made anew), and settings but for the few that are written.
 */
export const LEFT_TABLES: readonly string[] = [
  'span_other',
  'span_again',
  'score_again',
  'report_draft',
  'report_export',
  'input_reference',
  'search_part',
  'search_trace',
  'search_text',
  'setting',
]
