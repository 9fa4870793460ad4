using Orleans.Concurrency;

namespace Orleans.Engine.Tests.Lifetime;

public interface ILifetimeGrain : IGrainWithStringKey
{
    /// <returns>A number that differs between activations.</returns>
    Task<int> GetActivation();

    Task DeactivateAtEnd();

    Task DeactivateAndWait(string gate);

    Task StayFor(TimeSpan time);

    [AlwaysInterleave]
    Task Wait(string gate);
}

public interface IKeptGrain : ILifetimeGrain;

public interface IFailingGrain : IGrainWithStringKey
{
    Task<int> GetAttempt();
}

public interface IPocoGrain : IGrainWithStringKey
{
    Task<string> GetKey();
}
