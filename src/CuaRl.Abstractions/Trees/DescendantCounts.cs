namespace CuaRl;

/// <summary>How much lies below a state, itself not counted.</summary>
/// <param name="States">The states below it.</param>
/// <param name="Leaves">Those of them that nothing follows; the state itself when it has nothing below.</param>
/// <param name="Runs">The runs that start below it or at it.</param>
[GenerateSerializer, Immutable, Alias("cuarl.DescendantCounts")]
public readonly record struct DescendantCounts(
    [property: Id(0)] long States, [property: Id(1)] long Leaves, [property: Id(2)] long Runs);
