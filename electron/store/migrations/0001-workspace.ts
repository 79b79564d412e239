/** The first schema. Released: never edited again. Times are microseconds since 1970 unless the name says otherwise. */
export const workspace = `
CREATE TABLE setting(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done')),
  started_us INTEGER NOT NULL,
  finished_us INTEGER,
  is_sample INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One file of an import; an archive entry is a source of its own. The counts are those of the import report.
CREATE TABLE source(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import INTEGER NOT NULL REFERENCES import(id),
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL DEFAULT '',
  format TEXT,
  bytes INTEGER NOT NULL DEFAULT 0,
  traces INTEGER NOT NULL DEFAULT 0,
  spans INTEGER NOT NULL DEFAULT 0,
  scores INTEGER NOT NULL DEFAULT 0,
  read INTEGER NOT NULL DEFAULT 0,
  accepted INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  seconds REAL NOT NULL DEFAULT 0,
  problems TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX source_import ON source(import);

-- Compressed text (zstd). A content is a stretch of one block: block id, byte offset and byte length after
-- decompression. A block belongs to one import, and so does everything in it. Ids are never used twice
-- (the last ones given are in setting next_block and next_content), so readers may keep what they have read.
CREATE TABLE block(
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE INDEX block_import ON block(import);

CREATE TABLE content(
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  block INTEGER NOT NULL,
  at INTEGER NOT NULL,
  length INTEGER NOT NULL
) STRICT;
CREATE INDEX content_block ON content(block);
-- Imports, other than the one that brought it, that use a content: undoing the first must not take it from them.
CREATE TABLE content_use(
  content INTEGER NOT NULL,
  import INTEGER NOT NULL,
  PRIMARY KEY (content, import)
) STRICT, WITHOUT ROWID;
CREATE INDEX content_use_import ON content_use(import);

CREATE TABLE trace(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trace_id TEXT NOT NULL UNIQUE,
  import INTEGER NOT NULL,
  source INTEGER NOT NULL,
  session_id TEXT,
  name TEXT NOT NULL DEFAULT '',
  agent TEXT,
  environment TEXT,
  user_id TEXT,
  start_us INTEGER NOT NULL DEFAULT 0,
  duration_ns INTEGER,
  status INTEGER NOT NULL DEFAULT 0,
  span_count INTEGER NOT NULL DEFAULT 0,
  llm_calls INTEGER NOT NULL DEFAULT 0,
  tool_calls INTEGER NOT NULL DEFAULT 0,
  input_tokens INTEGER,
  output_tokens INTEGER,
  cost_usd REAL,
  model TEXT,
  provider TEXT,
  prompt_version TEXT,
  input_preview TEXT,
  output_preview TEXT,
  synthetic_time INTEGER NOT NULL DEFAULT 0,
  -- Raised whenever a span or score of it changes; the analysis remembers the one it saw.
  revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX trace_start ON trace(start_us, id);
CREATE INDEX trace_duration ON trace(ifnull(duration_ns, 0), id);
CREATE INDEX trace_tokens ON trace(ifnull(input_tokens, 0) + ifnull(output_tokens, 0), id);
CREATE INDEX trace_cost ON trace(ifnull(cost_usd, 0), id);
CREATE INDEX trace_spans ON trace(span_count, id);
CREATE INDEX trace_session ON trace(session_id);
CREATE INDEX trace_agent ON trace(agent, start_us);
CREATE INDEX trace_import ON trace(import);
-- What a segment is made of (shared/model/segment.ts); and what a check for stale analyses reads.
CREATE INDEX trace_group ON trace(agent, name, model);
CREATE INDEX trace_revision ON trace(revision);
-- The sources that hold something of a trace, a repetition included: how an import finds what to take back.
CREATE TABLE trace_source(
  source INTEGER NOT NULL,
  trace INTEGER NOT NULL,
  PRIMARY KEY (source, trace)
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_source_trace ON trace_source(trace, source);

-- kind and status are positions in SPAN_KINDS and SPAN_STATUSES (shared/model/span.ts).
-- Clustered by trace: as fast to write as a rowid table with a unique index, a quarter faster to read.
CREATE TABLE span(
  trace INTEGER NOT NULL,
  span_id TEXT NOT NULL,
  parent_span_id TEXT,
  source INTEGER NOT NULL,
  -- The number of the record among the spans of its source: the source's order.
  seq INTEGER NOT NULL,
  line INTEGER,
  offset INTEGER,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  start_us INTEGER NOT NULL,
  start_sub_ns INTEGER NOT NULL,
  duration_ns INTEGER,
  status INTEGER NOT NULL,
  error_type TEXT,
  service TEXT,
  model_requested TEXT,
  model_answered TEXT,
  provider TEXT,
  finish_reason TEXT,
  input_tokens INTEGER,
  output_tokens INTEGER,
  cached_tokens INTEGER,
  cost_usd REAL,
  tool_name TEXT,
  tool_call_id TEXT,
  agent_name TEXT,
  -- Which of the facts a trace is summed up from are in the body (see BODY_FACTS).
  facts INTEGER NOT NULL DEFAULT 0,
  -- Everything else of the span as one JSON text (see span-body): where it stands.
  block INTEGER NOT NULL,
  at INTEGER NOT NULL,
  length INTEGER NOT NULL,
  PRIMARY KEY (trace, span_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX span_tool ON span(tool_name, trace) WHERE tool_name IS NOT NULL;
CREATE INDEX span_error ON span(error_type, trace) WHERE error_type IS NOT NULL;
-- The kinds whose spans the trace does not count: agent, retrieval, embedding, reranker, guardrail, evaluator.
CREATE INDEX span_kind ON span(kind, trace) WHERE kind IN (0, 3, 4, 5, 6, 7);

-- Another version of a span with the same id: the later won, this one is kept as it came.
CREATE TABLE span_other(
  trace INTEGER NOT NULL,
  span_id TEXT NOT NULL,
  source INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  line INTEGER,
  offset INTEGER,
  -- The values of its columns from parent_span_id to facts, without its place, as a JSON list.
  fields TEXT NOT NULL,
  block INTEGER NOT NULL,
  at INTEGER NOT NULL,
  length INTEGER NOT NULL
) STRICT;
CREATE INDEX span_other_key ON span_other(trace, span_id);
-- Sources of further imports that hold an identical span: undoing the first import leaves it to them.
CREATE TABLE span_again(
  trace INTEGER NOT NULL,
  span_id TEXT NOT NULL,
  source INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  line INTEGER,
  offset INTEGER,
  PRIMARY KEY (trace, span_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE score(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trace INTEGER NOT NULL,
  source INTEGER NOT NULL,
  span_id TEXT,
  name TEXT NOT NULL,
  value REAL,
  label TEXT,
  explanation TEXT,
  evaluator_kind TEXT,
  judge TEXT,
  rubric TEXT,
  rubric_version TEXT,
  at_us INTEGER,
  raw TEXT
) STRICT;
CREATE INDEX score_trace ON score(trace);
CREATE INDEX score_name ON score(name, trace, value);
CREATE TABLE score_again(
  score INTEGER NOT NULL,
  source INTEGER NOT NULL,
  PRIMARY KEY (score, source)
) STRICT, WITHOUT ROWID;
`
