-- Membership of silo clusters: one version row per cluster and one row per silo. The version is the only concurrency
-- token: whoever changes the silos raises it from the value that was read, in the same statement, or changes nothing.
CREATE TABLE orleansmembershipversiontable (
  deploymentid varchar(150) COLLATE "C" NOT NULL PRIMARY KEY,
  version      integer NOT NULL DEFAULT 0,
  "timestamp"  timestamptz(3) NOT NULL DEFAULT now()
);

-- Room in each page lets the frequent alive-time updates stay in place (HOT).
CREATE TABLE orleansmembershiptable (
  deploymentid varchar(150) COLLATE "C" NOT NULL
    REFERENCES orleansmembershipversiontable (deploymentid) ON DELETE CASCADE,
  address      varchar(45) COLLATE "C" NOT NULL,
  port         integer NOT NULL,
  generation   integer NOT NULL,
  siloname     varchar(150) NOT NULL,
  hostname     varchar(150) NOT NULL,
  status       integer NOT NULL,
  proxyport    integer NOT NULL,
  suspecttimes varchar(8000),
  starttime    timestamptz(3) NOT NULL,
  iamalivetime timestamptz(3) NOT NULL,
  PRIMARY KEY (deploymentid, address, port, generation)
) WITH (fillfactor = 50);

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $query$
WITH created AS (
  INSERT INTO orleansmembershipversiontable (deploymentid) VALUES (@DeploymentId)
  ON CONFLICT DO NOTHING
  RETURNING 1
)
SELECT EXISTS (SELECT FROM created) AS created
$query$),
('MembershipReadAllKey', $query$
SELECT v.deploymentid, v.version AS "Version", m.address AS "Address", m.port AS "Port", m.generation AS "Generation",
       m.siloname AS "SiloName", m.hostname AS "HostName", m.status AS "Status", m.proxyport AS "ProxyPort",
       m.suspecttimes AS "SuspectTimes", m.starttime AS "StartTime", m.iamalivetime AS "IAmAliveTime"
FROM orleansmembershipversiontable v
LEFT JOIN orleansmembershiptable m ON m.deploymentid = v.deploymentid
WHERE v.deploymentid = @DeploymentId
$query$),
('MembershipReadRowKey', $query$
SELECT v.deploymentid, v.version AS "Version", m.address AS "Address", m.port AS "Port", m.generation AS "Generation",
       m.siloname AS "SiloName", m.hostname AS "HostName", m.status AS "Status", m.proxyport AS "ProxyPort",
       m.suspecttimes AS "SuspectTimes", m.starttime AS "StartTime", m.iamalivetime AS "IAmAliveTime"
FROM orleansmembershipversiontable v
LEFT JOIN orleansmembershiptable m
  ON m.deploymentid = v.deploymentid AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
WHERE v.deploymentid = @DeploymentId
$query$),
-- Two silos that join at once read the same version; the second waits on the version row and then finds it moved.
('InsertMembershipKey', $query$
WITH raised AS (
  UPDATE orleansmembershipversiontable
  SET version = version + 1, "timestamp" = now()
  WHERE deploymentid = @DeploymentId AND version = @Version
    AND NOT EXISTS (
      SELECT FROM orleansmembershiptable m
      WHERE m.deploymentid = @DeploymentId AND m.address = @Address AND m.port = @Port AND m.generation = @Generation)
  RETURNING deploymentid
), inserted AS (
  INSERT INTO orleansmembershiptable
    (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
  SELECT deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
  FROM raised
  RETURNING 1
)
SELECT EXISTS (SELECT FROM inserted) AS inserted
$query$),
-- The silo's row is locked before the version moves, so that a clean-up cannot take it in between.
('UpdateMembershipKey', $query$
WITH silo AS (
  SELECT m.deploymentid FROM orleansmembershiptable m
  WHERE m.deploymentid = @DeploymentId AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
  FOR UPDATE
), raised AS (
  UPDATE orleansmembershipversiontable v
  SET version = v.version + 1, "timestamp" = now()
  FROM silo
  WHERE v.deploymentid = silo.deploymentid AND v.version = @Version
  RETURNING v.deploymentid
), updated AS (
  UPDATE orleansmembershiptable m
  SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
  FROM raised
  WHERE m.deploymentid = raised.deploymentid AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
  RETURNING 1
)
SELECT EXISTS (SELECT FROM updated) AS updated
$query$),
('UpdateIAmAlivetimeKey', $query$
UPDATE orleansmembershiptable
SET iamalivetime = @IAmAliveTime
WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
('GatewaysQueryKey', $query$
SELECT address AS "Address", proxyport AS "ProxyPort", generation AS "Generation"
FROM orleansmembershiptable
WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0
$query$),
('DeleteMembershipTableEntriesKey', $query$
DELETE FROM orleansmembershipversiontable WHERE deploymentid = @DeploymentId
$query$),
-- Dead silos (status 6) only: one that is still joining may be slow, and its row is not ours to take.
('CleanupDefunctSiloEntriesKey', $query$
DELETE FROM orleansmembershiptable
WHERE deploymentid = @DeploymentId AND status = 6 AND iamalivetime < @IAmAliveTime
$query$)
ON CONFLICT (querykey) DO UPDATE SET querytext = excluded.querytext;
