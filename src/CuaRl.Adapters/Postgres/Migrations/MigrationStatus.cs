namespace CuaRl.Adapters.Postgres.Migrations;

/// <summary>What of <c>sql/</c> is in a database.</summary>
/// <param name="Applied">Scripts in the database, in order.</param>
/// <param name="Pending">Scripts of this build that are not, in order.</param>
public sealed record MigrationStatus(IReadOnlyList<AppliedMigration> Applied, IReadOnlyList<string> Pending);

/// <summary>A script that a database has.</summary>
public sealed record AppliedMigration(int Number, string Name, string Checksum, DateTimeOffset AppliedAt);
