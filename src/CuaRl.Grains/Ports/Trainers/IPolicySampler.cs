using System.Collections.Immutable;
using CuaRl.Core.Grpo.Batches;

namespace CuaRl.Grains.Ports;

/// <summary>A policy of fixed weights that acts.</summary>
public interface IPolicySampler
{
    /// <summary>The path of its weights.</summary>
    string Path { get; }

    /// <summary>The tool format that its responses are in, by the name that parsers know.</summary>
    string Format { get; }

    /// <summary>The table that codes of pictures in its observations are of, sampled and recalled ones.</summary>
    PictureTable Pictures { get; }

    /// <summary>Begins an episode.</summary>
    /// <param name="task">What the agent is told to do.</param>
    /// <param name="temperature">The temperature that is sampled at.</param>
    IEpisodeSampler Begin(string task, double temperature);

    /// <summary>Goes on with an episode: as if its recorded turns had been sampled from one that was begun here.</summary>
    /// <param name="task">What the agent was told to do.</param>
    /// <param name="temperature">The temperature that is sampled at from now on.</param>
    /// <param name="turns">The turns of the episode so far, all of them in order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnreadableRecordException">A turn does not hold what it was sampled from.</exception>
    Task<IEpisodeSampler> ContinueAsync(
        string task, double temperature, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken);

    /// <summary>
    /// The observations of recorded turns as the trainer takes them, each the same as <see cref="SampledTurn.Observation"/> was when
    /// it was sampled.
    /// </summary>
    /// <param name="task">What the agent was told to do.</param>
    /// <param name="turns">The turns of an episode, all of them in order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnreadableRecordException">A turn does not hold what it was sampled from.</exception>
    Task<ImmutableArray<ReadOnlyMemory<int>>> RecallAsync(
        string task, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken);

    /// <summary>How likely this policy takes the actions of datums: for each the log-probability of every target, 0 for what was not sampled.</summary>
    /// <param name="datums">The datums.</param>
    /// <param name="pictures">The table that codes of pictures in them are of.</param>
    /// <param name="temperature">The temperature that their actions were sampled at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TrainerUnavailableException">The trainer cannot be asked now.</exception>
    /// <exception cref="TrainerRefusedException">A datum is none of this policy.</exception>
    Task<IReadOnlyList<ReadOnlyMemory<double>>> ScoreAsync(
        IReadOnlyList<TrainingDatum> datums, PictureTable pictures, double temperature, CancellationToken cancellationToken);
}
