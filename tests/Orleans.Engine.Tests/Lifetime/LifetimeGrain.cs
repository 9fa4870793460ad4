using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Lifetime;

internal class LifetimeGrain : Grain, ILifetimeGrain
{
    private static int _lastActivation;

    private readonly int _activation = Interlocked.Increment(ref _lastActivation);
    private bool _isActivated;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        _isActivated = true;
        Diary.Add(Key, "activated");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Diary.Add(Key, $"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> GetActivation() => Task.FromResult(_isActivated ? _activation : -1);

    public Task DeactivateAtEnd()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task DeactivateAndWait(string gate)
    {
        DeactivateOnIdle();
        Diary.Add(Key, "waits");
        await Gate.Passed(gate);
        Diary.Add(Key, "waited");
    }

    public Task StayFor(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public async Task Wait(string gate)
    {
        Diary.Add(Key, "waits");
        await Gate.Passed(gate);
    }
}

[KeepAlive]
internal sealed class KeptGrain : LifetimeGrain, IKeptGrain;

/// <summary>Activates at the second attempt.</summary>
internal sealed class FailingGrain : Grain, IFailingGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Diary.Add(this.GetPrimaryKeyString(), "attempt");
        return Diary.Of(this.GetPrimaryKeyString()).Length == 1
            ? throw new ArgumentException("not yet")
            : Task.CompletedTask;
    }

    public Task<int> GetAttempt() => Task.FromResult(Diary.Of(this.GetPrimaryKeyString()).Length);
}

internal sealed class PocoGrain(IGrainContext context) : IGrainBase, IPocoGrain
{
    public IGrainContext GrainContext => context;

    public Task<string> GetKey() => Task.FromResult(this.GetPrimaryKeyString());
}
