namespace CuaRl.Grains.Tests.Contracts;

/// <summary>Gives back what it is given, so that it crosses the boundary of a grain twice.</summary>
[Alias("grains-tests.IEchoGrain")]
public interface IEchoGrain : IGrainWithStringKey
{
    [Alias("Echo")]
    Task<object?> Echo(object? value);

    [Alias("Throw")]
    Task Throw(Exception error);
}

internal sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<object?> Echo(object? value) => Task.FromResult(value);

    public Task Throw(Exception error) => throw error;
}
