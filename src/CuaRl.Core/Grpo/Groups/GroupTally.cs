namespace CuaRl.Core.Grpo.Groups;

/// <summary>How a group's rollouts stand; all but the retries add up to its size.</summary>
/// <param name="Ended">Those that came to an end of their own, well or badly, validated or not.</param>
/// <param name="Running">Those under way.</param>
/// <param name="Lost">Those lost to infrastructure and not done again so far.</param>
/// <param name="Retries">How often any of them was done again already.</param>
public readonly record struct GroupTally(int Ended, int Running, int Lost, int Retries)
{
    /// <summary>Those lost to what no repetition helps against.</summary>
    public int GivenUp { get; init; }
}
