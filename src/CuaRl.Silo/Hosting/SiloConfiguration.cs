using CuaRl.Adapters.Postgres;
using CuaRl.Grains;
using CuaRl.Grains.Storage;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;

namespace CuaRl.Silo.Hosting;

/// <summary>The silo, the same on either engine but for what <see cref="EngineSeam"/> holds.</summary>
internal static class SiloConfiguration
{
    /// <summary>The id that the rows of all grains carry: it stays for ever.</summary>
    public const string ServiceId = "cuarl";

    private const string Records = "records";

    public static void Configure(ISiloBuilder silo, PostgresStore store, ServiceSettings settings)
    {
        silo.Services.AddCuaRlPostgres(store, ServiceId, settings.ScreenshotAge);
        silo.Services.AddCuaRlGrains(settings.Devices);
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ServiceId = ServiceId;
            cluster.ClusterId = ServiceId;
        });
        var serializer = Serializer();
        silo.AddAdoNetGrainStorage(Records, (AdoNetGrainStorageOptions storage) =>
        {
            storage.Invariant = "Npgsql";
            storage.DataSource = store.GrainStorage();
            storage.GrainStorageSerializer = serializer;
        });
        silo.Services.AddDefaultGrainStorage(store, ServiceId, Records, serializer);
        EngineSeam.Configure(silo, store, settings);
    }

    /// <summary>Set and not left to the silo's default, which is another format on the packages engine.</summary>
    private static SystemTextJsonGrainStorageSerializer Serializer()
    {
        var json = new SystemTextJsonGrainStorageSerializerOptions();
        GrainStateJson.Configure(json.JsonSerializerOptions);
        return new SystemTextJsonGrainStorageSerializer(Options.Create(json));
    }
}
