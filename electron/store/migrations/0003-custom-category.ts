/** Categories that users defined, every version of each; the newest is in force unless it was taken away. */
export const customCategory = `
CREATE TABLE custom_category(
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- name, definition, class and rule as JSON.
  body TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
`
