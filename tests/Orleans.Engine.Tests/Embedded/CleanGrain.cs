using Orleans.Engine.Tests.Support;
using Orleans.Runtime;

namespace Orleans.Engine.Tests.Embedded;

public interface ICleanGrain : IGrainWithStringKey
{
    Task Touch();

    /// <summary>Starts a timer whose tick leaves a callback with its token that throws.</summary>
    Task StartTimer();
}

/// <summary>Notes what it finds in its surroundings when it begins and ends.</summary>
internal sealed class CleanGrain : Grain, ICleanGrain
{
    public static AsyncLocal<string?> Local { get; } = new();

    private string Key => this.GetPrimaryKeyString();

    public Task Touch() => Task.CompletedTask;

    public Task StartTimer()
    {
        this.RegisterGrainTimer(
            token =>
            {
                token.Register(() => throw new InvalidOperationException("The callback fails."));
                Diary.Add(Key, "ticked");
                return Task.CompletedTask;
            },
            TimeSpan.FromMilliseconds(1),
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Note("activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Note("deactivated");
        return Task.CompletedTask;
    }

    private void Note(string what) =>
        Diary.Add(Key, $"{what} with {Local.Value ?? "nothing"} and {RequestContext.Get("value") ?? "nothing"}");
}
