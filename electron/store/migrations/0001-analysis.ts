/** The first schema, second half: findings, and the rollups that the drift job makes. Released with 0001-workspace. */
export const analysis = `
-- A category in one version of its rule; findings of older versions stay readable.
CREATE TABLE category(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  class TEXT NOT NULL,
  UNIQUE (name, version)
) STRICT;

CREATE TABLE signature(
  id INTEGER PRIMARY KEY,
  category TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (category, text)
) STRICT;

CREATE TABLE finding(
  id INTEGER PRIMARY KEY,
  trace INTEGER NOT NULL,
  category INTEGER NOT NULL REFERENCES category(id),
  -- 1 while the rule version is the newest that looked at the trace.
  current INTEGER NOT NULL DEFAULT 1,
  span_id TEXT NOT NULL,
  blame_span_id TEXT,
  class TEXT NOT NULL,
  signature INTEGER NOT NULL REFERENCES signature(id),
  evidence TEXT NOT NULL
) STRICT;
CREATE INDEX finding_trace ON finding(trace);
CREATE INDEX finding_category ON finding(category, current, trace);
CREATE INDEX finding_signature ON finding(signature, current, trace);

-- The rules of one analysis run, in order: ["tool_error@1", ...].
CREATE TABLE rule_set(
  id INTEGER PRIMARY KEY,
  rules TEXT NOT NULL UNIQUE
) STRICT;
-- One character a rule of the set: f fired, n not fired, - not evaluable.
CREATE TABLE analysis(
  trace INTEGER PRIMARY KEY,
  rules INTEGER NOT NULL REFERENCES rule_set(id),
  revision INTEGER NOT NULL,
  verdicts TEXT NOT NULL
) STRICT;

-- Rollups below are written by the drift job and can be made again from the rows above.
CREATE TABLE daily_count(
  category TEXT NOT NULL,
  segment TEXT NOT NULL,
  date TEXT NOT NULL,
  n INTEGER NOT NULL,
  k INTEGER NOT NULL,
  not_evaluable INTEGER NOT NULL,
  PRIMARY KEY (category, segment, date)
) STRICT, WITHOUT ROWID;

-- Infrastructure by day; segment '' is all of them together.
CREATE TABLE daily_health(
  segment TEXT NOT NULL,
  date TEXT NOT NULL,
  traces INTEGER NOT NULL,
  sessions INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  latency_p50_ms REAL,
  latency_p95_ms REAL,
  tokens INTEGER,
  cost_usd REAL,
  PRIMARY KEY (segment, date)
) STRICT, WITHOUT ROWID;

-- When a version (prompt, model, provider, rubric, judge) was first and last seen.
CREATE TABLE version_seen(
  kind TEXT NOT NULL,
  agent TEXT NOT NULL,
  label TEXT NOT NULL,
  first_us INTEGER NOT NULL,
  last_us INTEGER NOT NULL,
  traces INTEGER NOT NULL,
  PRIMARY KEY (kind, agent, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE baseline(
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL UNIQUE,
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL,
  sessions INTEGER NOT NULL,
  reason TEXT NOT NULL,
  accepted_us INTEGER NOT NULL,
  -- Counts and expected rates per category and segment, as the drift module made them.
  model TEXT NOT NULL
) STRICT;

CREATE TABLE shift(
  id TEXT PRIMARY KEY,
  category TEXT NOT NULL,
  segment TEXT,
  state TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  onset TEXT NOT NULL,
  closed_on TEXT,
  observed INTEGER NOT NULL,
  expected REAL NOT NULL,
  ratio REAL NOT NULL,
  low REAL NOT NULL,
  high REAL NOT NULL,
  mix REAL NOT NULL,
  behaviour REAL NOT NULL,
  baseline_rate REAL NOT NULL,
  current_rate REAL NOT NULL,
  sentence TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notice(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  day TEXT
) STRICT;

-- One row: what is watched, as JSON (see WatchRecord in drift-store).
CREATE TABLE watch(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  state TEXT NOT NULL
) STRICT;
`
