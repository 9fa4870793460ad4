-- Grain state: one row per state name, grain key and service. The index is unique with NULLS NOT DISTINCT, since a key
-- without extension is NULL there; it is what lets exactly one of several first writes win. Nothing that changes is
-- indexed and each page keeps room, so that an update is a HOT update: no index entry, no vacuum debt.
CREATE TABLE orleansstorage (
  grainidhash           integer NOT NULL,
  grainidn0             bigint NOT NULL,
  grainidn1             bigint NOT NULL,
  graintypehash         integer NOT NULL,
  graintypestring       varchar(512) COLLATE "C" NOT NULL,
  grainidextensionstring varchar(512) COLLATE "C",
  serviceid             varchar(150) COLLATE "C" NOT NULL,
  payloadbinary         bytea,
  modifiedon            timestamptz NOT NULL,
  version               integer NOT NULL
) WITH (fillfactor = 60);

CREATE UNIQUE INDEX orleansstorage_identity ON orleansstorage
  (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, serviceid, grainidextensionstring)
  NULLS NOT DISTINCT;

INSERT INTO stored_table (name) VALUES ('orleansstorage');

INSERT INTO orleansquery (querykey, querytext) VALUES
('ReadFromStorageKey', $query$
SELECT payloadbinary AS "PayloadBinary", version AS "Version"
FROM orleansstorage
WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash
  AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
  AND graintypestring = @GrainTypeString AND serviceid = @ServiceId
  AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
$query$),
-- One statement for both cases: with a version a compare-and-set, without one an insert that gives way to a row that is
-- there. No row comes back from a conflict, which the provider reports as an inconsistent state.
('WriteToStorageKey', $query$
WITH updated AS (
  UPDATE orleansstorage
  SET payloadbinary = @PayloadBinary, modifiedon = now(), version = version + 1
  WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash
    AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
    AND graintypestring = @GrainTypeString AND serviceid = @ServiceId
    AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
    AND version = @GrainStateVersion
  RETURNING version
), inserted AS (
  INSERT INTO orleansstorage
    (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid,
     payloadbinary, modifiedon, version)
  SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId,
         @PayloadBinary, now(), 1
  WHERE @GrainStateVersion IS NULL
  ON CONFLICT DO NOTHING
  RETURNING version
)
SELECT version AS "NewGrainStateVersion" FROM updated
UNION ALL
SELECT version FROM inserted
$query$),
('ClearStorageKey', $query$
UPDATE orleansstorage
SET payloadbinary = NULL, modifiedon = now(), version = version + 1
WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash
  AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
  AND graintypestring = @GrainTypeString AND serviceid = @ServiceId
  AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
  AND version = @GrainStateVersion
RETURNING version AS "NewGrainStateVersion"
$query$),
('DeleteStorageKey', $query$
DELETE FROM orleansstorage
WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash
  AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
  AND graintypestring = @GrainTypeString AND serviceid = @ServiceId
  AND grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
  AND version = @GrainStateVersion
RETURNING version + 1 AS "NewGrainStateVersion"
$query$)
ON CONFLICT (querykey) DO UPDATE SET querytext = excluded.querytext;
