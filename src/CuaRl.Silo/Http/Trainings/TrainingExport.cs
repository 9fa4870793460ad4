using CuaRl.Core.Simulations;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>
/// The rollouts of a training with their turns, read while those before are being sent: a few at a time, and of each only
/// a page of turns, so that it takes the same memory for any training.
/// </summary>
internal sealed class TrainingExport(IGrainFactory grains, string trainingId, CancellationToken cancellationToken)
{
    private const int Ahead = 4;

    /// <summary>The rollouts, newest first, each with its first turns.</summary>
    public async IAsyncEnumerable<(RolloutInfo Rollout, TurnPage Turns)> ReadAsync()
    {
        var open = new Queue<Task<(RolloutInfo, TurnPage)>>();
        string? after = null;
        do
        {
            var page = await grains.GetTrainingCatalog().ListRollouts(
                new RolloutQuery { TrainingId = trainingId, After = after }, cancellationToken);
            foreach (var rollout in page.Items)
            {
                open.Enqueue(OpenAsync(rollout.Id));
                if (open.Count > Ahead)
                {
                    yield return await open.Dequeue();
                }
            }

            after = page.Next;
        }
        while (after is not null);

        while (open.TryDequeue(out var last))
        {
            yield return await last;
        }
    }

    /// <summary>The turns of a rollout's present attempt, reset included, beginning with those that are read.</summary>
    public async IAsyncEnumerable<StoredTurn> TurnsAsync(RolloutInfo rollout, TurnPage page)
    {
        while (true)
        {
            foreach (var turn in page.Items)
            {
                yield return turn;
            }

            if (page.Next is not { } next)
            {
                yield break;
            }

            page = await PageAsync(rollout, next);
        }
    }

    private async Task<(RolloutInfo, TurnPage)> OpenAsync(string id)
    {
        var rollout = await grains.GetRollout(id).Describe();
        return (rollout, await PageAsync(rollout, from: 0));
    }

    /// <summary>Of the attempt that the rollout was described with: another may begin meanwhile.</summary>
    private Task<TurnPage> PageAsync(RolloutInfo rollout, int from) => grains.GetRollout(rollout.Id).GetTurns(
        new TurnQuery { Attempt = rollout.Attempts[^1].Attempt, From = from, Limit = SimulationRules.MaxPage },
        cancellationToken);
}
