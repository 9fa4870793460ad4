using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Cluster.Recording;

/// <summary>
/// Keeps recorders together: a rollout has room for 9,999 turns, which some record while another waits for half a minute for
/// the silo that was killed.
/// </summary>
internal sealed class Pace
{
    private const int Lead = 500;

    private readonly List<Recorder> _together = [];
    private volatile bool _isLifted;

    public void Join(IEnumerable<Recorder> recorders) => _together.AddRange(recorders);

    /// <summary>From here on each goes as fast as it can.</summary>
    public void Lift() => _isLifted = true;

    /// <summary>Waits for the slowest one, once this one leads.</summary>
    public Task KeepAsync(Recorder recorder) => Eventually.HoldsAsync(
        "the slowest recorder comes after",
        () => Task.FromResult(_isLifted || recorder.IsStopping || recorder.Count < _together.Min(other => other.Count) + Lead));
}
