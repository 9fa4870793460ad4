namespace Orleans.Engine.Tests.Serialization;

[Alias("engine-tests.echo-grain")]
public interface IEchoGrain : IGrainWithStringKey
{
    [Alias("Echo")]
    Task<object?> Echo(object? value);

    [Alias("EchoEverything")]
    Task<Everything> EchoEverything(Everything value);

    [Alias("Keep")]
    Task Keep(List<string> value);

    [Alias("Kept")]
    Task<List<string>> Kept();

    [Alias("Throw")]
    Task Throw(string kind);
}

internal sealed class EchoGrain : Grain, IEchoGrain
{
    private List<string> _kept = [];

    public Task<object?> Echo(object? value) => Task.FromResult(value);

    public Task<Everything> EchoEverything(Everything value) => Task.FromResult(value);

    public Task Keep(List<string> value)
    {
        _kept = value;
        return Task.CompletedTask;
    }

    public Task<List<string>> Kept() => Task.FromResult(_kept);

    public Task Throw(string kind) => throw (kind switch
    {
        "contract" => new OrderRefusedException("refused", "o-1", ["late", "dear"]) { Data = { ["k"] = "v" } },
        "platform" => new ArgumentException("bad", nameof(kind), new OrderRefusedException("inner", "o-2", [])),
        "aggregate" => new AggregateException("many", new TimeoutException("one"), new OrderRefusedException("two", "o", [])),
        _ => new PlainException("lost"),
    });
}
