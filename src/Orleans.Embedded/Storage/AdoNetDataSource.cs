using System.Data.Common;
using System.Reflection;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Finds the database of a provider's options. Only Postgres is in this engine.</summary>
internal static class AdoNetDataSource
{
    private const string Postgres = "Npgsql";

    /// <exception cref="OrleansConfigurationException">The options contradict each other or ask for another database.</exception>
    public static DbDataSource Of(AdoNetGrainStorageOptions options, string provider, out bool isOwned)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString) == options.DataSource is null)
        {
            throw new OrleansConfigurationException(
                $"Invalid AdoNetGrainStorageOptions values for AdoNetGrainStorage \"{provider}\". " +
                "Configure exactly one of ConnectionString or DataSource.");
        }

        if (options.Invariant != Postgres)
        {
            throw new OrleansConfigurationException(
                $"Invalid AdoNetGrainStorageOptions values for AdoNetGrainStorage \"{provider}\". Invariant is " +
                $"\"{options.Invariant}\"; the embedded engine stores to \"{Postgres}\" only, others need the packages engine.");
        }

        isOwned = options.DataSource is null;
        return options.DataSource ?? Factory().CreateDataSource(options.ConnectionString!);
    }

    private static DbProviderFactory Factory() => (DbProviderFactory)Assembly.Load(Postgres)
        .GetType("Npgsql.NpgsqlFactory", throwOnError: true)!.GetField("Instance")!.GetValue(null)!;
}
