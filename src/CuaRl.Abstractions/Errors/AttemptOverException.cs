using System.Globalization;

namespace CuaRl;

/// <summary>A call is about an attempt of a rollout that another one came after. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.AttemptOverException")]
public sealed class AttemptOverException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public AttemptOverException(string rolloutId, int attempt, int present)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Attempt {attempt} of rollout '{rolloutId}' is over: attempt {present} came after it; nothing was written. Whoever plays that one goes on."))
    {
        RolloutId = rolloutId;
        Attempt = attempt;
        Present = present;
    }

    /// <summary>The rollout.</summary>
    [Id(0)]
    public string RolloutId { get; }

    /// <summary>The attempt that the call named.</summary>
    [Id(1)]
    public int Attempt { get; }

    /// <summary>The present attempt.</summary>
    [Id(2)]
    public int Present { get; }
}
