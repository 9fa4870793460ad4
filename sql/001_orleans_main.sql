-- The table that Orleans' AdoNet providers, and the embedded engine, take their statements from at start.
-- The other scripts upsert their texts, so a later one may replace them.
CREATE TABLE orleansquery (
  querykey  text NOT NULL PRIMARY KEY,
  querytext text NOT NULL
);

-- The tables of this service that hold data. `db backup` copies these and `db clear` empties them; whatever else is in the
-- database belongs to somebody else. A script that creates such a table adds its name.
CREATE TABLE stored_table (
  name text COLLATE "C" NOT NULL PRIMARY KEY
);
