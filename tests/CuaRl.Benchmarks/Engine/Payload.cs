namespace CuaRl.Benchmarks.Engine;

/// <summary>The argument of the call benchmark: five fields with a string and a list.</summary>
[GenerateSerializer, Alias("cuarl.bench.Payload")]
public sealed record Payload
{
    [Id(0)]
    public required int Step { get; init; }

    [Id(1)]
    public required double Reward { get; init; }

    [Id(2)]
    public required string Name { get; init; }

    [Id(3)]
    public required List<int> Tokens { get; init; }

    [Id(4)]
    public required bool Done { get; init; }

    public static Payload Sample { get; } = new()
    {
        Step = 7,
        Reward = 0.5,
        Name = "rollout-0001",
        Tokens = [1, 2, 3, 4, 5, 6, 7, 8],
        Done = false,
    };

    /// <summary>The copy that a careful programmer would write.</summary>
    public Payload CopyByHand() => new()
    {
        Step = Step,
        Reward = Reward,
        Name = Name,
        Tokens = [.. Tokens],
        Done = Done,
    };
}
