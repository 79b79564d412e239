/** Reports that left the workspace, and requests kept for later. */
export const report = `
CREATE TABLE report_export(
  id INTEGER PRIMARY KEY,
  at_us INTEGER NOT NULL,
  title TEXT NOT NULL,
  format TEXT NOT NULL,
  -- Name of the file, without its folder.
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  -- What was replaced, by rule, as JSON; null where nothing was looked for.
  redaction TEXT,
  -- The request that makes it again, as JSON.
  request TEXT NOT NULL
) STRICT;

CREATE TABLE report_draft(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  saved_us INTEGER NOT NULL,
  request TEXT NOT NULL
) STRICT;
`
