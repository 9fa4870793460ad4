namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>The statements of a commit. They run in one transaction, sent together.</summary>
internal static class AppendSql
{
    /// <summary>
    /// Locks what the appends rest on, always in one order: blobs, so that they stay, then heads, so that nobody else moves
    /// them. The next statement sees what those who held the locks before have stored.
    /// </summary>
    /// <remarks>$1 runs, $2 hashes of blobs.</remarks>
    public const string Lock =
        """
        SELECT
          (SELECT count(*) FROM (SELECT FROM blob WHERE sha256 = ANY ($2) ORDER BY sha256 FOR KEY SHARE) b),
          (SELECT count(*) FROM (SELECT FROM run_head WHERE run_id = ANY ($1) ORDER BY run_id FOR NO KEY UPDATE) h)
        """;

    /// <summary>
    /// The compare-and-set of all appends, and the states of those that win. An append wins when it is new, its run is
    /// active, and its expected head is the run's head moved on by the winners before it. It answers with a verdict an append.
    /// </summary>
    /// <remarks>
    /// $1 to $8 are the appends, $9 to $24 their states, $25 and $26 the blobs that they name.
    /// </remarks>
    public const string Append =
        """
        WITH unknown AS (
          SELECT b.n, min(encode(b.sha256, 'hex')) AS missing FROM unnest($25::integer[], $26::bytea[]) AS b (n, sha256)
          WHERE NOT EXISTS (SELECT FROM blob WHERE sha256 = b.sha256) GROUP BY b.n
        ), asked AS (
          SELECT a.n, a.run_id, a.expected, a.count, a.created_at, a.chained, h.head, h.status,
            k.operation_hash = a.hash AS is_same, k.step + k.operation_count - 1 AS known_head, k.created_at AS known_at,
            u.missing
          FROM unnest($1::uuid[], $2::bigint[], $3::integer[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::boolean[])
            WITH ORDINALITY AS a (run_id, expected, count, operation, hash, created_at, chained, n)
          LEFT JOIN run_head h ON h.run_id = a.run_id
          LEFT JOIN run_state k ON k.run_id = a.run_id AND k.operation = a.operation
          LEFT JOIN unknown u ON u.n = a.n
        ), fit AS (
          SELECT *, chained AND is_same IS NULL AND missing IS NULL AND status = 'active' AND expected >= head AS fits FROM asked
        ), tried AS (
          SELECT *, fits AND expected = head + coalesce(sum(count) FILTER (WHERE fits)
            OVER (PARTITION BY run_id ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS wins
          FROM fit
        ), judged AS MATERIALIZED (
          SELECT *, (head + coalesce(sum(count) FILTER (WHERE wins) OVER (PARTITION BY run_id), 0))::bigint AS new_head FROM tried
        ), moved AS (
          UPDATE run_head h SET head = w.new_head, changed = pg_current_xact_id()
          FROM (SELECT DISTINCT run_id, new_head FROM judged WHERE wins) w WHERE h.run_id = w.run_id
        ), stored AS (
          INSERT INTO run_state (run_id, step, created_at, reward, step_number, operation, operation_hash, operation_count,
            done, truncated, observation, action, info, extra_metadata, token_ids, log_probabilities, blobs)
          SELECT ($1::uuid[])[s.n], ($2::bigint[])[s.n] + s.i - ($8::integer[])[s.n], ($6::timestamptz[])[s.n],
            s.reward, s.step_number,
            CASE WHEN s.i = ($8::integer[])[s.n] + 1 THEN ($4::uuid[])[s.n] END,
            CASE WHEN s.i = ($8::integer[])[s.n] + 1 THEN ($5::uuid[])[s.n] END,
            CASE WHEN s.i = ($8::integer[])[s.n] + 1 THEN ($3::integer[])[s.n] END,
            s.done IS TRUE, s.truncated IS TRUE, s.observation, s.action, s.info, s.extra_metadata,
            CASE WHEN s.token_from IS NOT NULL THEN ($18::integer[])[s.token_from:s.token_to] END,
            CASE WHEN s.logp_from IS NOT NULL THEN ($21::real[])[s.logp_from:s.logp_to] END,
            s.blobs::bytea[]
          FROM (
            SELECT generate_series(1, cardinality($9::integer[])) AS i, unnest($9::integer[]) AS n,
              unnest($10::bytea[]) AS observation, unnest($11::bytea[]) AS action, unnest($12::double precision[]) AS reward,
              unnest($13::boolean[]) AS done, unnest($14::boolean[]) AS truncated, unnest($15::bytea[]) AS info,
              unnest($16::bytea[]) AS extra_metadata, unnest($17::bigint[]) AS step_number,
              unnest($19::integer[]) AS token_from, unnest($20::integer[]) AS token_to,
              unnest($22::integer[]) AS logp_from, unnest($23::integer[]) AS logp_to, unnest($24::text[]) AS blobs) s
          WHERE (SELECT array_agg(wins ORDER BY n) FROM judged)[s.n]
        )
        SELECT
          CASE
            WHEN is_same THEN 0
            WHEN NOT is_same THEN 3
            WHEN head IS NULL THEN 4
            WHEN status <> 'active' THEN 2
            WHEN missing IS NOT NULL THEN 5
            WHEN wins THEN 0
            WHEN expected = new_head AND NOT chained THEN 6
            ELSE 1
          END,
          CASE WHEN is_same THEN known_head WHEN wins THEN expected + count ELSE coalesce(new_head, 0) END,
          coalesce(known_at, created_at), coalesce(status, ''), missing
        FROM judged ORDER BY n
        """;
}
