namespace CuaRl.Grains.Ports;

/// <summary>A policy in one episode: it remembers what it saw and did in it. One caller at a time.</summary>
public interface IEpisodeSampler
{
    /// <summary>Samples what to do next.</summary>
    /// <param name="view">What the device shows.</param>
    /// <param name="seed">What the draw follows from, where the trainer can be told: the same view and seed give the same answer.</param>
    /// <param name="cancellationToken">Gives up; nothing is remembered then.</param>
    /// <exception cref="TrainerUnavailableException">It cannot be asked now; nothing is remembered.</exception>
    Task<SampledTurn> SampleAsync(AgentView view, long seed, CancellationToken cancellationToken);
}
