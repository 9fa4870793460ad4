using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Embedded;

public interface ICycleGrain : IGrainWithStringKey
{
    /// <summary>Calls the first, telling it to call the next, and so on; the last only answers.</summary>
    Task<int> Pass(string[] keys);

    /// <summary>As <see cref="Pass"/>, in parallel with something else.</summary>
    Task<int> PassWithOthers(string[] keys);

    ValueTask<int> PassDirectly(string[] keys);

    /// <summary>As <see cref="Pass"/>, but awaits something else before it awaits the call.</summary>
    Task<int> PassAfter(string[] keys, string gate);

    /// <summary>Says when it has begun, waits for the gate, then calls the other.</summary>
    Task<int> CallAfter(string begun, string gate, string other);

    /// <summary>Calls the other, which tells this one something without waiting for it.</summary>
    Task<string> CallAndBeTold(string other);

    Task<string> Tell(string origin);

    Task Hear(string text);

    /// <summary>Calls itself by way of the other, but not for longer than it has patience.</summary>
    Task<bool> TryPass(string[] keys, TimeSpan patience);
}

internal sealed class CycleGrain : Grain, ICycleGrain
{
    private Task _told = Task.CompletedTask;

    private string Key => this.GetPrimaryKeyString();

    public async Task<int> Pass(string[] keys) => keys.Length == 0 ? 0 : await Next(keys).Pass(keys[1..]) + 1;

    public async Task<int> PassWithOthers(string[] keys)
    {
        if (keys.Length == 0)
        {
            return 0;
        }

        var sums = await Task.WhenAll(Next(keys).PassWithOthers(keys[1..]), Task.FromResult(1));
        return sums.Sum();
    }

    public ValueTask<int> PassDirectly(string[] keys) => keys.Length == 0 ? new(0) : Next(keys).PassDirectly(keys[1..]);

    public async Task<int> PassAfter(string[] keys, string gate)
    {
        if (keys.Length == 0)
        {
            return 0;
        }

        var call = Next(keys).PassAfter(keys[1..], gate);
        Diary.Add(Key, "called");
        await Gate.Passed(gate);
        return await call + 1;
    }

    public async Task<int> CallAfter(string begun, string gate, string other)
    {
        Diary.Add(Key, begun);
        await Gate.Passed(gate);
        return await GrainFactory.GetGrain<ICycleGrain>(other).Pass([]) + 1;
    }

    public async Task<string> CallAndBeTold(string other) => await GrainFactory.GetGrain<ICycleGrain>(other).Tell(Key);

    public async Task<string> Tell(string origin)
    {
        _told = GrainFactory.GetGrain<ICycleGrain>(origin).Hear("told");
        await Task.Yield();
        return "answered";
    }

    public Task Hear(string text)
    {
        Diary.Add(Key, text);
        return Task.CompletedTask;
    }

    public async Task<bool> TryPass(string[] keys, TimeSpan patience)
    {
        var call = Next(keys).Pass(keys[1..]);
        return await Task.WhenAny(call, Task.Delay(patience)) == call;
    }

    private ICycleGrain Next(string[] keys) => GrainFactory.GetGrain<ICycleGrain>(keys[0]);
}
