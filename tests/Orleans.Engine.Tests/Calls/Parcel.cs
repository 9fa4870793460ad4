namespace Orleans.Engine.Tests.Calls;

[GenerateSerializer, Alias("engine-tests.parcel")]
public sealed record Parcel
{
    [Id(0)]
    public required string Name { get; init; }

    [Id(1)]
    public List<string> Items { get; init; } = [];
}

[GenerateSerializer, Alias("engine-tests.parcel-exception")]
public sealed class ParcelException(string message, int code) : Exception(message)
{
    [Id(0)]
    public int Code { get; } = code;
}
