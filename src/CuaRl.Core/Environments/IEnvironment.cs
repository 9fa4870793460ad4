namespace CuaRl.Core.Environments;

/// <summary>
/// A world in which an agent acts, one episode after another. It is pure: no clock, no input or output, and randomness only
/// from the seed of <see cref="Reset"/>, so that the same actions lead to the same states. A new one stands as after
/// <c>Reset(0)</c>.
/// </summary>
public interface IEnvironment
{
    /// <summary>What it is.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">Where its randomness starts.</param>
    void Reset(ulong seed);

    /// <summary>Takes an action. Going on after the end of an episode is allowed; what it gives is the environment's rule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    EnvironmentStep Step(int action);

    /// <summary>
    /// All that decides how it goes on, as a JSON object with a member <c>state</c>: randomness and counters included.
    /// </summary>
    byte[] Snapshot();

    /// <summary>Goes on from a snapshot. Members other than <c>state</c> may be missing: an episode then begins in that state.</summary>
    /// <exception cref="FormatException">It is no snapshot of this environment; nothing has changed. The message says why.</exception>
    void Restore(ReadOnlySpan<byte> snapshot);

    /// <summary>What the agent sees, as JSON.</summary>
    byte[] Encode();
}
