namespace CuaRl;

/// <summary>A name of a state.</summary>
/// <param name="Name">The name, unique in the simulation.</param>
/// <param name="State">The state.</param>
/// <param name="CreatedAt">When it was given, UTC to the microsecond.</param>
[GenerateSerializer, Immutable, Alias("cuarl.StateTag")]
public sealed record StateTag(
    [property: Id(0)] string Name, [property: Id(1)] StateId State, [property: Id(2)] DateTimeOffset CreatedAt);
