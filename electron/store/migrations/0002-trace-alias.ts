/** Other names by which scores call a trace. A score whose trace has not come yet makes a trace without spans, until it does. */
export const traceAlias = `
CREATE TABLE trace_alias(
  alias TEXT NOT NULL,
  trace INTEGER NOT NULL,
  PRIMARY KEY (alias, trace)
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_alias_trace ON trace_alias(trace);
`
