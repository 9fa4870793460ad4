using CuaRl.Silo.Hosting;
using CuaRl.Silo.Loop;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>The service in this process, driving trainings on a database.</summary>
internal sealed class LoopService : IAsyncDisposable
{
    public const string Pool = "simulated";
    public const int Devices = 16;

    /// <summary>One of a driver that works is not over, however busy the machine is.</summary>
    private static readonly TimeSpan UsualLease = TimeSpan.FromSeconds(30);

    private readonly RunningService _service;

    private LoopService(RunningService service, string checkpoints) => (_service, Checkpoints) = (service, checkpoints);

    public IGrainFactory Grains => _service.Grains;

    /// <summary>The service, as programs that start it have it.</summary>
    public RunningService Running => _service;

    public Uri Address => _service.LocalUrl;

    /// <summary>The folder of checkpoints.</summary>
    public string Checkpoints { get; }

    /// <param name="connectionString">The database, in Npgsql's form.</param>
    /// <param name="folder">Its folder; a service that is started again has the same.</param>
    /// <param name="extend">Adds or replaces services; null for nothing.</param>
    /// <param name="driverLease">A short one for those who wait until it is over; null for the usual one.</param>
    public static async Task<LoopService> StartAsync(
        string connectionString, string folder, Action<IServiceCollection>? extend = null, TimeSpan? driverLease = null)
    {
        var checkpoints = Path.Combine(folder, "checkpoints");
        var service = new LoopService(
            await RunningService.StartAsync(
                new ServiceSettings
                {
                    Addresses = ListenAddress.Parse("http://127.0.0.1:0"),
                    DataDirectory = folder,
                    Checkpoints = checkpoints,
                    Database = DatabaseUrl.From(connectionString),
                    LogLevel = LogLevel.Warning,
                    DriverLease = driverLease ?? UsualLease,
                },
                CancellationToken.None, extend),
            checkpoints);
        await service.Grains.GetDevicePool(Pool).Configure(new DevicePoolDefinition { BoxType = Pool, MaxSize = Devices });
        return service;
    }

    public async Task<ITrainingGrain> StartTrainingAsync(TrainingDefinition definition) =>
        Grains.GetTraining((await Grains.GetTrainingCatalog().Start(definition)).Id);

    /// <summary>Starts a training and waits for its end.</summary>
    public async Task<TrainingInfo> TrainAsync(TrainingDefinition definition) =>
        await EndOfAsync(await StartTrainingAsync(definition));

    /// <summary>Waits until a training has ended, however it did.</summary>
    public static Task<TrainingInfo> EndOfAsync(ITrainingGrain training) => PatientlyAsync(
        "the training ends", async () => await training.Describe() is { EndTime: not null } ended ? ended : null);

    /// <summary>Asks as the service wants to be asked while its database is away: again.</summary>
    public static Task<T> PatientlyAsync<T>(string what, Func<Task<T?>> question)
        where T : class => Eventually.GivesAsync(
        what,
        async () =>
        {
            try
            {
                return await question();
            }
            catch (Exception away) when (Patience.Passes(away))
            {
                return null;
            }
        },
        2 * Eventually.Patience);

    /// <summary>Waits until no device is held.</summary>
    public Task NoLeaseIsLeftAsync(TimeSpan? patience = null) => Eventually.HoldsAsync(
        "all devices are given back",
        async () => await Grains.GetDevicePool(Pool).Describe() is { Leased: 0, Waiting: 0 },
        patience);

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
