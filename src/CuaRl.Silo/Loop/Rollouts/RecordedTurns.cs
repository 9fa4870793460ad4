namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>Reads what is recorded of an attempt.</summary>
internal static class RecordedTurns
{
    private const int TurnsOfAPage = 200;

    /// <summary>All its turns in order, those that it has in common with another rollout first.</summary>
    public static async Task<IReadOnlyList<StoredTurn>> ReadAsync(
        RolloutServices services, string rolloutId, int attempt, CancellationToken cancellationToken)
    {
        var rollout = services.Grains.GetRollout(rolloutId);
        var turns = new List<StoredTurn>();
        for (int? from = 1; from is { } next;)
        {
            var page = await services.Patience.RepeatAsync(
                () => rollout.GetTurns(
                    new TurnQuery { Attempt = attempt, From = next, Limit = TurnsOfAPage }, cancellationToken),
                cancellationToken);
            turns.AddRange(page.Items);
            from = page.Next;
        }

        return turns;
    }
}
