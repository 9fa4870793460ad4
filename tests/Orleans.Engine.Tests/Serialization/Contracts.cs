using System.Collections.Immutable;

namespace Orleans.Engine.Tests.Serialization;

[GenerateSerializer]
[Alias("engine-tests.order")]
public sealed record Order
{
    [Id(0)]
    public required string Name { get; init; }

    [Id(1)]
    public int Count { get; init; }

    [Id(2)]
    public double Price { get; init; }

    [Id(3)]
    public DateTimeOffset At { get; init; }

    [Id(4)]
    public List<string> Tags { get; init; } = [];
}

[GenerateSerializer]
public sealed record Positional(string Name, [property: Immutable] List<int> Shared, int[] Own)
{
    [Id(0)]
    public string? More { get; set; }

    [field: NonSerialized]
    public string NotSent { get; set; } = "initial";
}

[GenerateSerializer]
public class Shape
{
    [Id(0)]
    private string _hidden = "";

    [Id(1)]
    public string? Title { get; set; }

    public string Hidden
    {
        get => _hidden;
        init => _hidden = value;
    }
}

[GenerateSerializer]
public sealed class Circle : Shape
{
    // The same number as a member of the base type: each level counts for itself.
    [Id(0)]
    public double Radius { get; set; }
}

[GenerateSerializer]
public struct Point
{
    [Id(0)]
    public int X { get; set; }

    [Id(1)]
    public List<int>? Trail { get; set; }

    [field: NonSerialized]
    public int NotSent { get; set; }
}

[GenerateSerializer]
public sealed class Node
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public Node? Next { get; set; }

    [Id(2)]
    public List<Node> Children { get; set; } = [];

    [field: NonSerialized]
    public string Constructed { get; } = "yes";
}

[GenerateSerializer]
public sealed record Pair<T>(T Left, T Right);

[GenerateSerializer]
[Immutable]
public sealed class Sealed
{
    [Id(0)]
    public List<int> Numbers { get; init; } = [];
}

[GenerateSerializer]
[Immutable]
public class Unsealed
{
    [Id(0)]
    public int Number { get; init; }
}

[GenerateSerializer]
public sealed class Derived : Unsealed
{
    [Id(0)]
    public List<int> Numbers { get; init; } = [];
}

[GenerateSerializer]
public sealed record Everything
{
    [Id(0)] public string? Text { get; init; }
    [Id(1)] public Guid Key { get; init; }
    [Id(2)] public DateTime Moment { get; init; }
    [Id(3)] public TimeSpan Span { get; init; }
    [Id(4)] public Uri? Uri { get; init; }
    [Id(5)] public DayOfWeek Day { get; init; }
    [Id(6)] public int? Maybe { get; init; }
    [Id(7)] public byte[]? Bytes { get; init; }
    [Id(8)] public Dictionary<string, List<int>>? Map { get; init; }
    [Id(9)] public HashSet<string>? Set { get; init; }
    [Id(10)] public ImmutableArray<int> Array { get; init; }
    [Id(11)] public ImmutableList<Point>? Points { get; init; }
    [Id(12)] public ImmutableDictionary<string, int>? Frozen { get; init; }
    [Id(13)] public (int, string) Tuple { get; init; }
    [Id(14)] public Tuple<int, List<int>>? Old { get; init; }
    [Id(15)] public object? Any { get; init; }
    [Id(16)] public IReadOnlyList<int>? Interface { get; init; }
    [Id(17)] public decimal Money { get; init; }
    [Id(18)] public ReadOnlyMemory<byte> Memory { get; init; }
    [Id(19)] public GrainId Grain { get; init; }
    [Id(20)] public Shape? Shape { get; init; }
    [Id(21)] public IReadOnlyDictionary<string, int>? Lookup { get; init; }
    [Id(22)] public Point? MaybePoint { get; init; }
    [Id(23)] public Queue<int>? Queue { get; init; }
    [Id(24)] public bool Flag { get; init; }
    [Id(25)] public char Letter { get; init; }
    [Id(26)] public Version? Version { get; init; }
}

[GenerateSerializer]
public sealed class OrderRefusedException(string message, string order, IReadOnlyList<string> reasons) : Exception(message)
{
    [Id(0)]
    public string Order { get; } = order;

    [Id(1)]
    public IReadOnlyList<string> Reasons { get; } = reasons;
}

public sealed class PlainException(string message) : Exception(message);

public sealed record NoContract(int Number);

[GenerateSerializer]
public sealed class OldShape
{
    [Id(0)]
    public string? Name { get; set; }

    [Id(7)]
    public List<int>? Dropped { get; set; }

    [Id(2)]
    public int Count { get; set; }
}

[GenerateSerializer]
public sealed class NewShape
{
    [Id(0)]
    public string? Name { get; set; }

    [Id(2)]
    public int Count { get; set; }

    [Id(3)]
    public string Added { get; set; } = "default";
}

/// <summary>A tree that tests reach first through a list of it.</summary>
[GenerateSerializer]
public sealed class Branch
{
    [Id(0)]
    public List<Branch> Branches { get; set; } = [];
}
