using Orleans.Storage;

namespace Orleans.Engine.Tests.Persistence;

internal sealed class RecordGrain([PersistentState("record", PersistenceHost.Store)] IPersistentState<RecordState> record)
    : Grain, IRecordGrain
{
    private static int _activations;

    private readonly int _activation = Interlocked.Increment(ref _activations);
    private string? _loaded;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _loaded = record.State.Value;
        return Task.CompletedTask;
    }

    public Task<RecordView> Look() => Task.FromResult(View());

    public async Task<RecordView> Set(string value)
    {
        Change(value);
        await record.WriteStateAsync();
        return View();
    }

    public Task SetWithoutWriting(string value)
    {
        Change(value);
        return Task.CompletedTask;
    }

    public async Task<RecordView> Reread()
    {
        await record.ReadStateAsync();
        return View();
    }

    public async Task<RecordView> Clear()
    {
        await record.ClearStateAsync();
        return View();
    }

    public async Task<RecordView> SetAllAtOnce(string[] values)
    {
        var writes = new List<Task>();
        foreach (var value in values)
        {
            Change(value);
            writes.Add(record.WriteStateAsync());
        }

        await Task.WhenAll(writes);
        return View();
    }

    public async Task<bool> TrySet(string value)
    {
        try
        {
            await Set(value);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    public Task<string?> LookFromOutside() => Task.Run(() => record.State.Value);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private void Change(string value)
    {
        record.State.Value = value;
        record.State.History.Add(value);
    }

    private RecordView View() => new(record.State.Value, record.RecordExists, record.Etag, _activation, _loaded);
}
