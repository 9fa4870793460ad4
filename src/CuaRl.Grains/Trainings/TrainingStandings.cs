using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Trainings;

/// <summary>
/// Where trainings stand, for all that is created below them. Whoever asks while a training is being read shares the next
/// read of it with all others who wait: every answer is at least as fresh as its question, and a thousand rollouts that
/// are created at once cost a few reads.
/// </summary>
internal sealed class TrainingStandings(ITrainingIndex index)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Task<TrainingStanding?>> _running = [];
    private readonly Dictionary<Guid, Task<TrainingStanding?>> _waiting = [];

    /// <summary>Where a training stands now; null when there is none.</summary>
    public Task<TrainingStanding?> ReadAsync(string trainingId)
    {
        var id = Guid.ParseExact(trainingId, "D");
        lock (_lock)
        {
            if (_waiting.TryGetValue(id, out var waiting))
            {
                return waiting;
            }

            return _running.TryGetValue(id, out var running) ? _waiting[id] = FollowAsync(id, running) : Begin(id);
        }
    }

    private Task<TrainingStanding?> Begin(Guid id)
    {
        var read = FindAsync(id);
        if (!read.IsCompleted)
        {
            _running[id] = read;
        }

        return read;
    }

    private async Task<TrainingStanding?> FollowAsync(Guid id, Task before)
    {
        // What became of the read before is the business of those who asked for it.
        await Task.WhenAny(before);
        Task<TrainingStanding?> read;
        lock (_lock)
        {
            _waiting.Remove(id);
            read = Begin(id);
        }

        return await read;
    }

    private async Task<TrainingStanding?> FindAsync(Guid id)
    {
        try
        {
            return await index.FindStatusAsync(id, CancellationToken.None) is { } found
                ? new TrainingStanding(found.Status, found.IsDeleting)
                : null;
        }
        finally
        {
            lock (_lock)
            {
                _running.Remove(id);
            }
        }
    }
}
