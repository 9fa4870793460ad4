namespace CuaRl.Benchmarks.Engine;

/// <summary>Takes a record and gives one back.</summary>
[Alias("cuarl.bench.IEchoGrain")]
public interface IEchoGrain : IGrainWithIntegerKey
{
    [Alias("Echo")]
    Task<Payload> Echo(Payload payload);
}
