/** Decisions of people about the watch: what is normal, what is watched, what a shift was. All are versioned. */
export const watchDecisions = `
-- automatic, chosen, accepted, extended, taken_back (shared/model/baseline.ts).
ALTER TABLE baseline ADD COLUMN kind TEXT NOT NULL DEFAULT 'automatic';
ALTER TABLE baseline ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE baseline ADD COLUMN author TEXT NOT NULL DEFAULT '';
-- Day ranges and categories as JSON.
ALTER TABLE baseline ADD COLUMN excluded TEXT NOT NULL DEFAULT '[]';
ALTER TABLE baseline ADD COLUMN categories TEXT;
ALTER TABLE baseline ADD COLUMN taken_back_by INTEGER;
-- The sentences that the watch said until the next version took over, as JSON.
ALTER TABLE baseline ADD COLUMN said TEXT NOT NULL DEFAULT '[]';

ALTER TABLE shift ADD COLUMN is_accepted INTEGER NOT NULL DEFAULT 0;
-- The hour it began in; null where only the day is told.
ALTER TABLE shift ADD COLUMN onset_us INTEGER;
-- Versions that came into force near the onset, as JSON.
ALTER TABLE shift ADD COLUMN causes TEXT NOT NULL DEFAULT '[]';

CREATE TABLE policy(
  version INTEGER PRIMARY KEY,
  saved_us INTEGER NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  said TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- What people made of a shift; the newest of each kind that was not undone holds.
CREATE TABLE decision(
  id INTEGER PRIMARY KEY,
  shift TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  until_date TEXT,
  author TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  undone_us INTEGER
) STRICT;
CREATE INDEX decision_shift ON decision(shift, id);

-- Rollup: how much evidence a category has gathered by the end of a day, as a share of what raises an alert.
CREATE TABLE evidence_day(
  category TEXT NOT NULL,
  date TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (category, date)
) STRICT, WITHOUT ROWID;

-- Attributes of root spans that traffic is split by, as text; filled by the drift job, made anew when the trace changed.
CREATE TABLE root_attribute(
  trace INTEGER NOT NULL,
  key TEXT NOT NULL,
  revision INTEGER NOT NULL,
  value TEXT,
  PRIMARY KEY (trace, key)
) STRICT, WITHOUT ROWID;
`
