using Orleans.Concurrency;

namespace Orleans.Engine.Tests.Calls;

public interface ICallGrain : IGrainWithStringKey
{
    Task<Parcel> Echo(Parcel parcel);

    ValueTask<int> Add(int a, int b);

    ValueTask Note(string entry);

    /// <summary>Keeps the parcel and gives it back at the next call.</summary>
    Task<Parcel?> Swap(Parcel parcel);

    Task Fail(string text);

    Task FailBeforeAwait(string text);

    [OneWay]
    Task Send(string gate);

    [OneWay]
    Task SendFailing();

    [ResponseTimeout("00:00:01")]
    Task WaitTooLong(string gate);

    Task WaitCancellable(string gate, CancellationToken cancellationToken = default);

    Task Wait(string gate);

    Task<string?> GetContext(string name);

    /// <summary>Asks the other grain for its context, after setting one value there and one here.</summary>
    Task<string?[]> RelayContext(string other, string name);

    /// <summary>Calls the other, which calls this one back and is let in.</summary>
    Task<int> CallBack(string other);

    /// <summary>Calls the other, which calls this one back in vain.</summary>
    [ResponseTimeout("00:00:02")]
    Task<int> CallBackInVain(string other);

    Task<int> Bounce(ICallGrain origin);

    [ResponseTimeout("00:00:02")]
    Task<int> BounceInVain(ICallGrain origin);

    Task<ICallGrain> GetSelf();
}
