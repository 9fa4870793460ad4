namespace CuaRl.Benchmarks.Engine;

/// <summary>A grain with a control record in Postgres.</summary>
[Alias("cuarl.bench.IStoredGrain")]
public interface IStoredGrain : IGrainWithStringKey
{
    /// <summary>Counts one up and stores the record.</summary>
    [Alias("Write")]
    Task Write();

    /// <summary>The stored count; the call is what activates the grain.</summary>
    [Alias("Count")]
    Task<int> Count();
}
