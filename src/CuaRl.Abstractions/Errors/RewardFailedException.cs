namespace CuaRl;

/// <summary>A reward function gave no reward: it failed, gave no number, or took too long.</summary>
[GenerateSerializer, Alias("cuarl.RewardFailedException")]
public sealed class RewardFailedException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="reason">Why, as the end of a sentence; never with a secret in it.</param>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    /// <param name="inner">What was caught.</param>
    public RewardFailedException(string function, string reason, bool isTransient, Exception? inner = null)
        : base($"The reward function '{function}' gave no reward: {reason}.", inner)
    {
        Function = function;
        MayPass = isTransient;
    }

    /// <summary>The function's name.</summary>
    [Id(0)]
    public string Function { get; }

    /// <summary>Whether the same call may succeed later.</summary>
    [Id(1)]
    public bool MayPass { get; }

    /// <inheritdoc />
    public override bool IsTransient => MayPass;
}
