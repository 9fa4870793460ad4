using System.Text.Json.Nodes;

namespace CuaRl.Grains.Ports;

/// <summary>
/// The tables of the original, row by row as its monitor shows them: members are columns, texts that hold JSON are that JSON, and
/// times are ISO 8601 in UTC with milliseconds. Numbers are the integer ids. Progress is what is stored.
/// </summary>
public interface IMonitorReads
{
    /// <summary>All trainings, the latest first.</summary>
    Task<IReadOnlyList<MonitorRow>> ListTrainingsAsync(CancellationToken cancellationToken);

    /// <summary>A training, or null.</summary>
    Task<MonitorRow?> FindTrainingAsync(long training, CancellationToken cancellationToken);

    /// <summary>Baselines, steps and evaluations of a training by creation, each with <c>type</c> and <c>display_name</c>.</summary>
    Task<IReadOnlyList<MonitorRow>> ListTimelineAsync(long training, CancellationToken cancellationToken);

    /// <summary>A step, an evaluation or a baseline, or null.</summary>
    Task<MonitorRow?> FindItemAsync(SourceType type, long item, CancellationToken cancellationToken);

    /// <summary>Its groups by their place.</summary>
    Task<IReadOnlyList<MonitorRow>> ListGroupsAsync(SourceType type, long item, CancellationToken cancellationToken);

    /// <summary>Its rollouts by group and index.</summary>
    Task<IReadOnlyList<MonitorRow>> ListRolloutsAsync(SourceType type, long item, CancellationToken cancellationToken);

    /// <summary>A rollout, or null.</summary>
    Task<MonitorRow?> FindRolloutAsync(long rollout, CancellationToken cancellationToken);

    /// <summary>The judgements of a rollout as its record holds them, the one that counts last.</summary>
    Task<JsonArray> ListValidationsAsync(long rollout, CancellationToken cancellationToken);

    /// <summary>A task, or null.</summary>
    Task<JsonObject?> FindTaskAsync(long task, CancellationToken cancellationToken);

    /// <summary>A device, or null.</summary>
    Task<JsonObject?> FindEnvironmentAsync(long environment, CancellationToken cancellationToken);

    /// <summary>The turns of a rollout after its reset, in order.</summary>
    Task<IReadOnlyList<JsonObject>> ListTurnsAsync(long rollout, CancellationToken cancellationToken);

    /// <summary>Whether a turn is one of that rollout.</summary>
    Task<bool> HasTurnAsync(long rollout, long turn, CancellationToken cancellationToken);

    /// <summary>What was done in turns, in order: in one of them, or in all of a rollout's with <c>turn</c>, their place.</summary>
    Task<IReadOnlyList<JsonObject>> ListActionsAsync(long rollout, long? turn, CancellationToken cancellationToken);

    /// <summary>What was seen in a turn, in order, without the model's input.</summary>
    Task<IReadOnlyList<JsonObject>> ListObservationsAsync(long rollout, long turn, CancellationToken cancellationToken);

    /// <summary>The model's input in a turn and the picture's place in it, or null.</summary>
    Task<JsonObject?> FindModelInputAsync(long rollout, long turn, CancellationToken cancellationToken);

    /// <summary>Where the picture of an observation is, and what kind it is; null when the rollout has none such.</summary>
    Task<JsonObject?> FindScreenshotAsync(long rollout, long observation, CancellationToken cancellationToken);
}
