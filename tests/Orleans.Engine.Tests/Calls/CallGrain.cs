using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Calls;

internal sealed class CallGrain : Grain, ICallGrain
{
    private Parcel? _parcel;

    private string Key => this.GetPrimaryKeyString();

    public Task<Parcel> Echo(Parcel parcel) => Task.FromResult(parcel);

    public ValueTask<int> Add(int a, int b) => new(a + b);

    public async ValueTask Note(string entry)
    {
        await Task.Yield();
        Diary.Add(Key, entry);
    }

    public Task<Parcel?> Swap(Parcel parcel)
    {
        var last = _parcel;
        _parcel = parcel;
        return Task.FromResult(last);
    }

    public async Task Fail(string text)
    {
        await Task.Yield();
        throw new ParcelException(text, 7);
    }

    public Task FailBeforeAwait(string text) => throw new ParcelException(text, 8);

    public async Task Send(string gate)
    {
        await Gate.Passed(gate);
        Diary.Add(Key, "sent");
    }

    public Task SendFailing()
    {
        Diary.Add(Key, "fails");
        throw new ParcelException("lost", 9);
    }

    public Task WaitTooLong(string gate) => Wait(gate);

    public async Task WaitCancellable(string gate, CancellationToken cancellationToken)
    {
        Diary.Add(Key, "starts");
        cancellationToken.Register(() => Diary.Add(Key, "cancelled"));
        await Gate.Passed(gate).WaitAsync(cancellationToken);
    }

    public async Task Wait(string gate)
    {
        Diary.Add(Key, "starts");
        await Gate.Passed(gate);
        Diary.Add(Key, "ends");
    }

    public Task<string?> GetContext(string name) => Task.FromResult(RequestContext.Get(name) as string);

    public async Task<string?[]> RelayContext(string other, string name)
    {
        var mine = RequestContext.Get(name) as string;
        RequestContext.Set(name, $"{mine} relayed");
        var theirs = await GrainFactory.GetGrain<ICallGrain>(other).GetContext(name);
        return [mine, theirs];
    }

    public async Task<int> CallBack(string other)
    {
        using var section = RequestContext.AllowCallChainReentrancy();
        return await GrainFactory.GetGrain<ICallGrain>(other).Bounce(this.AsReference<ICallGrain>());
    }

    public async Task<int> CallBackInVain(string other) => await GrainFactory.GetGrain<ICallGrain>(other).BounceInVain(this);

    public async Task<int> Bounce(ICallGrain origin) => await origin.Add(20, 3);

    public Task<int> BounceInVain(ICallGrain origin) => Bounce(origin);

    public Task<ICallGrain> GetSelf() => Task.FromResult(this.AsReference<ICallGrain>());
}
