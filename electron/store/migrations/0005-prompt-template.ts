/**
 * The versions that traces were made with: system prompts by what they are filled into, tool sets, models. All traces become
 * stale, since only the analysis finds them.
 */
export const promptTemplate = `
-- Something that has versions, as it was found: a system prompt by its hash, a tool set by its hash, a model by its name.
CREATE TABLE found_version(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  -- What the source calls a prompt; of a model that answered, the one asked for; else ''.
  recorded TEXT NOT NULL,
  -- Declarations of a tool set.
  detail TEXT,
  -- Of a prompt: the template that it is filled into.
  template TEXT,
  UNIQUE (kind, key, recorded)
) STRICT;
CREATE INDEX found_version_template ON found_version(template);
-- agent: whose call it was, '' where nobody is named; span_id: a call it was seen in.
CREATE TABLE version_use(
  trace INTEGER NOT NULL,
  version INTEGER NOT NULL,
  agent TEXT NOT NULL,
  span_id TEXT NOT NULL,
  PRIMARY KEY (trace, version, agent)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_use_version ON version_use(version, trace);

-- Below are rollups, made again by every analysis.
-- Template of a prompt by its id; declarations of a tool set by their hash, or the names of the tools that were called.
CREATE TABLE version_text(
  id TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
DROP TABLE version_seen;
-- agent: '' where it is tied to none. owner: the agent whose traces it is in, where that is another one.
CREATE TABLE version_seen(
  kind TEXT NOT NULL,
  agent TEXT NOT NULL,
  label TEXT NOT NULL,
  owner TEXT NOT NULL DEFAULT '',
  -- Null where no trace of it has a clock.
  first_us INTEGER,
  last_us INTEGER,
  traces INTEGER NOT NULL,
  -- The day it came into force; null where it always was, or never mattered (drift/version-mark).
  marked TEXT,
  -- Its text, where it has one.
  text_id TEXT,
  -- What the source calls a prompt.
  recorded TEXT,
  PRIMARY KEY (kind, agent, label)
) STRICT, WITHOUT ROWID;
-- Traces by day ('' without a clock) and segment; label '' counts those with any version of the kind.
CREATE TABLE version_day(
  kind TEXT NOT NULL,
  agent TEXT NOT NULL,
  label TEXT NOT NULL,
  segment TEXT NOT NULL,
  date TEXT NOT NULL,
  traces INTEGER NOT NULL,
  PRIMARY KEY (kind, agent, label, segment, date)
) STRICT, WITHOUT ROWID;
-- Models asked for and those that answered, by day ('' without a clock) and segment.
CREATE TABLE model_pair(
  agent TEXT NOT NULL,
  asked TEXT NOT NULL,
  answered TEXT NOT NULL,
  segment TEXT NOT NULL,
  date TEXT NOT NULL,
  traces INTEGER NOT NULL,
  PRIMARY KEY (agent, asked, answered, segment, date)
) STRICT, WITHOUT ROWID;
DELETE FROM analysis;
`
