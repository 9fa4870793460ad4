namespace CuaRl.Grains.Ports;

/// <summary>What trains a policy and samples from it: in this process, or a service behind a network.</summary>
public interface ITrainer
{
    /// <summary>The name that a configuration chooses it by, such as <c>embedded</c> or <c>tinker</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Why this process cannot train a model that another one may, as a clause without secrets, with what to do: a key, an address or a
    /// file that is not here. Null when nothing is missing. It asks nobody outside, and is quick: it is asked again and again.
    /// </summary>
    string? WhyNotHere(TrainerModel model);

    /// <summary>Opens a model to train.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sessionId">
    /// The session that an earlier driver opened, which goes on with all that it learnt; null for a new one with first weights.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TrainerSessionLostException">The trainer does not have that session any more.</exception>
    /// <exception cref="TrainerUnavailableException">It cannot be asked now.</exception>
    /// <exception cref="TrainerRefusedException">It has no such model.</exception>
    Task<ITrainerSession> OpenAsync(TrainerModel model, string? sessionId, CancellationToken cancellationToken);
}
