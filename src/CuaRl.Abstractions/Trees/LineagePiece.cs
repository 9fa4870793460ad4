namespace CuaRl;

/// <summary>Consecutive states of one run.</summary>
/// <param name="RunId">The run that owns them.</param>
/// <param name="From">The first step.</param>
/// <param name="To">The last step.</param>
[GenerateSerializer, Immutable, Alias("cuarl.LineagePiece")]
public readonly record struct LineagePiece(
    [property: Id(0)] string RunId, [property: Id(1)] long From, [property: Id(2)] long To);
