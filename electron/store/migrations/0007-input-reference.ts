/** What was learned of the inputs' text from a baseline; goes with it. */
export const inputReference = `
CREATE TABLE input_reference(
  baseline INTEGER PRIMARY KEY REFERENCES baseline(id) ON DELETE CASCADE,
  -- Weights, topics and the seed by which sessions are drawn, as the drift module made them.
  reference TEXT NOT NULL
) STRICT;
`
