using CuaRl.Adapters.Trainers.Embedded.Checkpoints;
using CuaRl.Core.Policies;

namespace CuaRl.Adapters.Trainers.Embedded;

/// <summary>The weights that a session fixed last, to sample from.</summary>
/// <param name="trainingId">The training.</param>
/// <param name="sessionId">The session.</param>
internal sealed class RecentSamplers(string trainingId, string sessionId)
{
    /// <summary>How many there are at most: those of the last step, and of some before for rollouts that still go on.</summary>
    public const int MaxCount = 4;

    private readonly List<(string Path, SoftmaxPolicy Policy)> _recent = new(MaxCount);

    private string Root => $"{CheckpointPath.Scheme}{trainingId}/sessions/{sessionId}/";

    /// <summary>The path of weights that live as long as the session.</summary>
    public string PathOf(string name) => Root + CheckpointPath.Checked(name, "name of a checkpoint");

    public void Add(string path, SoftmaxPolicy policy)
    {
        _recent.RemoveAll(known => known.Path == path);
        if (_recent.Count == MaxCount)
        {
            _recent.RemoveAt(0);
        }

        _recent.Add((path, policy));
    }

    /// <summary>The weights of a path; null where they may be in a file.</summary>
    /// <exception cref="TrainerRefusedException">They were never in a file and are not here any more.</exception>
    public SoftmaxPolicy? Find(string path) =>
        _recent.Find(known => known.Path == path).Policy is { } policy ? policy
        : path.Split('/') is [_, _, _, "sessions", ..] ? throw EmbeddedErrors.Refused(
            $"the weights {path} were not saved: they live as long as their session, and its last {MaxCount} only; fix the weights anew")
        : null;
}
