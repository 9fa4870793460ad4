using CuaRl.Core.Trainings;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Services;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>
/// Holds optimizer steps up until they are released: however late a busy machine lets a test do something to a training, the training has
/// not ended.
/// </summary>
internal sealed class StepHold
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Func<CancellationToken, Task> _before = _ => Task.CompletedTask;

    /// <summary>Puts it before the optimizer steps of a service.</summary>
    public void AddTo(IServiceCollection services) => services.Wrap<ITrainer>(
        embedded => new HeldTrainer(embedded) { BeforeStep = (_, cancellationToken) => _before(cancellationToken) });

    /// <summary>Holds up all of them from now on.</summary>
    public void All() => _before = cancellationToken => _released.Task.WaitAsync(cancellationToken);

    /// <summary>Holds up all of them once a training, which may be one to come, has completed a step.</summary>
    public void After(LoopService service, string name, int step)
    {
        var training = service.Grains.GetTraining(RecordIds.Training(name));
        _before = async cancellationToken =>
        {
            var known = LoopService.PatientlyAsync<TrainingInfo>("how far it is", async () => await training.Describe());
            if ((await known.WaitAsync(cancellationToken)).CurrentStep >= step)
            {
                await _released.Task.WaitAsync(cancellationToken);
            }
        };
    }

    public void Release() => _released.TrySetResult();
}
