/** Ways to look at the trace list that people gave a name. */
export const savedView = `
CREATE TABLE saved_view(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  -- Filter, columns, sort and direction as JSON (see NewSavedView in the contract).
  body TEXT NOT NULL
) STRICT;
`
