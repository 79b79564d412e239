/** Scores summed up by what they were made with; written by the drift job, and can be made again from the scores. */
export const ruler = `
CREATE TABLE ruler(
  id INTEGER PRIMARY KEY,
  -- The fields below as JSON (rulerId): how the window names it.
  key TEXT NOT NULL UNIQUE,
  score TEXT NOT NULL,
  kind TEXT,
  judge TEXT,
  parameters TEXT,
  judge_prompt TEXT,
  rubric TEXT,
  rubric_version TEXT,
  scores INTEGER NOT NULL,
  valued INTEGER NOT NULL,
  is_binary INTEGER NOT NULL,
  -- Models that made what was judged: [{"model","traces"}, ...].
  models TEXT NOT NULL
) STRICT;
CREATE INDEX ruler_score ON ruler(score);

-- The unit is the trace: n of them have a number, sum and squares are of their means.
CREATE TABLE ruler_day(
  ruler INTEGER NOT NULL REFERENCES ruler(id),
  segment TEXT NOT NULL,
  date TEXT NOT NULL,
  traces INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  n INTEGER NOT NULL,
  sum REAL NOT NULL,
  squares REAL NOT NULL,
  -- Traces by label: {"good": 3}.
  labels TEXT NOT NULL,
  PRIMARY KEY (ruler, segment, date)
) STRICT, WITHOUT ROWID;

-- Traces with a score of one name by two rulers, a < b: what a bridge can rest on.
CREATE TABLE ruler_pair(
  a INTEGER NOT NULL REFERENCES ruler(id),
  b INTEGER NOT NULL REFERENCES ruler(id),
  traces INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
`
