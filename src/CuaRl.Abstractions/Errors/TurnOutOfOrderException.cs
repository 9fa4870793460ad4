using System.Globalization;

namespace CuaRl;

/// <summary>A turn is not the next one of its rollout. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.TurnOutOfOrderException")]
public sealed class TurnOutOfOrderException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public TurnOutOfOrderException(string rolloutId, int attempt, int turn, int expectedTurn)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Turn {turn} is not the next of attempt {attempt} of rollout '{rolloutId}': that is {expectedTurn}; nothing was written."))
    {
        RolloutId = rolloutId;
        Attempt = attempt;
        Turn = turn;
        ExpectedTurn = expectedTurn;
    }

    /// <summary>The rollout.</summary>
    [Id(0)]
    public string RolloutId { get; }

    /// <summary>The attempt.</summary>
    [Id(1)]
    public int Attempt { get; }

    /// <summary>The turn that was given.</summary>
    [Id(2)]
    public int Turn { get; }

    /// <summary>The turn that comes next; 0 is the reset.</summary>
    [Id(3)]
    public int ExpectedTurn { get; }
}
