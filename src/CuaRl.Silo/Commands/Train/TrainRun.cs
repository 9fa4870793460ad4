using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Trainings;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Commands.Train;

/// <summary>A training in a service of this process. Stopped at any instant, the same name goes on where it stood.</summary>
internal sealed class TrainRun(RunningService service)
{
    private const string Simulated = "simulated";

    /// <summary>Starts it, or goes on with the one of that name.</summary>
    /// <exception cref="TrainerRefusedException">It cannot be driven here, and perhaps nowhere: whoever follows it would wait for ever.</exception>
    public async Task<TrainWatch> StartAsync(
        LoopConfiguration settings, string runName, string? logPath, CancellationToken cancellationToken)
    {
        if (service.Loops.WhyNoTrainerHere(RecordIds.Training(runName), settings) is { } reason)
        {
            throw new TrainerRefusedException(settings.Provider, reason);
        }

        await MakeRoomAsync(settings);
        var training = await service.Grains.GetTrainingCatalog().Start(LoopDefinitions.ToDefinition(settings, runName, logPath))
            .WaitAsync(cancellationToken);
        return new TrainWatch(service.Grains, training.Id, service.Patience, TimeProvider.System);
    }

    /// <summary>Simulated phones cost nothing: there are as many as rollouts at a time. Boxes of a provider are their owner's to allow.</summary>
    private async Task MakeRoomAsync(LoopConfiguration settings)
    {
        if (settings.BoxType != Simulated)
        {
            return;
        }

        var pool = service.Grains.GetDevicePool(Simulated);
        var known = (await pool.Describe()).Definition;
        if (known.MaxSize < settings.MaxConcurrentRollouts)
        {
            await pool.Configure(known with { MaxSize = settings.MaxConcurrentRollouts });
        }
    }
}
