namespace CuaRl.Benchmarks.Engine;

internal sealed class EchoGrain : Grain, IEchoGrain
{
    private static readonly Payload Answer = Payload.Sample with { Done = true };

    Task<Payload> IEchoGrain.Echo(Payload payload) => Task.FromResult(Answer);
}
