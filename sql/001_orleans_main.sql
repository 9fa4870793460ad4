-- The table that Orleans' AdoNet providers, and the embedded engine, take their statements from at start.
-- The other scripts upsert their texts, so a later one may replace them.
CREATE TABLE orleansquery (
  querykey  text NOT NULL PRIMARY KEY,
  querytext text NOT NULL
);
