namespace CuaRl.Grains.Ports;

/// <summary>A policy in one episode: it remembers what it saw and did in it. One caller at a time.</summary>
public interface IEpisodeSampler
{
    /// <summary>Samples what to do next.</summary>
    /// <param name="view">What the device shows.</param>
    /// <param name="notice">Why what it asked for in the turn before was not done, as a sentence for a model; null for nothing.</param>
    /// <param name="seed">What the draw follows from, where the trainer can be told: the same view and seed give the same answer.</param>
    /// <param name="cancellationToken">Gives up; nothing is remembered then.</param>
    /// <exception cref="TrainerUnavailableException">It cannot be asked now; nothing is remembered.</exception>
    /// <exception cref="TrainerRefusedException">It does not answer to this; nothing is remembered.</exception>
    /// <exception cref="TrainerSessionLostException">The session that the policy is of is gone.</exception>
    Task<SampledTurn> SampleAsync(AgentView view, string? notice, long seed, CancellationToken cancellationToken);
}
