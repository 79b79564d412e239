/**
 * Which texts hold which three characters. The texts themselves are not stored again, nor where in them the characters
 * stand: a trace found here is read before it is shown.
 */
export const searchIndex = `
CREATE VIRTUAL TABLE search_text USING fts5(
  text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
);
-- The row of search_text that holds (a part of) a trace's texts.
CREATE TABLE search_part(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  trace INTEGER NOT NULL
) STRICT;
CREATE INDEX search_part_trace ON search_part(trace);
-- The revision of a trace that was indexed; where the trace has another one now, it is indexed again.
CREATE TABLE search_trace(
  trace INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL
) STRICT;
`
