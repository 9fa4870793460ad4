using System.Text.Json.Serialization;

namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>The first entry of a backup file: what is in it, and which scripts made the tables that it came from.</summary>
internal sealed record BackupManifest
{
    public const int CurrentFormat = 1;

    [JsonPropertyName("format")]
    public required int Format { get; init; }

    [JsonPropertyName("created_at")]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("server")]
    public required string Server { get; init; }

    [JsonPropertyName("migrations")]
    public required IReadOnlyList<BackupMigration> Migrations { get; init; }

    [JsonPropertyName("tables")]
    public required IReadOnlyList<StoredTable> Tables { get; init; }

    [JsonPropertyName("sequences")]
    public required IReadOnlyDictionary<string, long> Sequences { get; init; }
}

/// <summary>A script by its name and content.</summary>
internal sealed record BackupMigration(
    [property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("checksum")] string Checksum);

[JsonSerializable(typeof(BackupManifest))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class BackupContext : JsonSerializerContext;
