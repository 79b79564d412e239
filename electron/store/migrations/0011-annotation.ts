/** What people note and label, and ids by which their words are the same in every workspace. */
export const annotation = `
CREATE TABLE annotation(
  -- Random, kept when workspaces are merged.
  id TEXT PRIMARY KEY,
  target TEXT NOT NULL CHECK (target IN ('trace', 'span', 'shift', 'category')),
  -- The id in the source of the trace, the id of the shift, the name of the category.
  subject TEXT NOT NULL,
  span_id TEXT,
  label TEXT,
  holds INTEGER NOT NULL DEFAULT 1,
  text TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  replaces TEXT,
  undone_us INTEGER,
  -- When it was last made, undone or made to stand again: on merging the later word counts.
  changed_us INTEGER NOT NULL
) STRICT;
CREATE INDEX annotation_subject ON annotation(subject, target);
CREATE INDEX annotation_label ON annotation(label) WHERE label IS NOT NULL;
CREATE INDEX annotation_replaces ON annotation(replaces) WHERE replaces IS NOT NULL;

ALTER TABLE decision ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN changed_us INTEGER NOT NULL DEFAULT 0;
UPDATE decision SET uid = lower(hex(randomblob(16))), changed_us = max(at_us, ifnull(undone_us, 0));
CREATE UNIQUE INDEX decision_uid ON decision(uid);

-- A note on a shift was a decision before.
INSERT INTO annotation(id, target, subject, text, author, at_us, undone_us, changed_us)
  SELECT uid, 'shift', shift, text, author, at_us, undone_us, changed_us FROM decision WHERE kind = 'note';
DELETE FROM decision WHERE kind = 'note';
`
