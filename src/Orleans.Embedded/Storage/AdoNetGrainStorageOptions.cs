using System.Data.Common;
using Orleans.Storage;

namespace Orleans.Configuration;

public class AdoNetGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>Exactly one of this and <see cref="DataSource"/> is set.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Belongs to the caller, who disposes it.</summary>
    public DbDataSource? DataSource { get; set; }

    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    /// <summary>The database driver; the default is not Postgres, which is "Npgsql".</summary>
    public string Invariant { get; set; } = "Microsoft.Data.SqlClient";

    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    /// <summary>Clearing deletes the row; by default it empties the row and keeps its version.</summary>
    public bool DeleteStateOnClear { get; set; }
}
