namespace CuaRl.Silo.Commands.Train;

/// <summary>A step that was taken.</summary>
/// <param name="Step">Its number.</param>
/// <param name="Episodes">How many of its rollouts count.</param>
/// <param name="Turns">How many turns they took.</param>
/// <param name="Reward">Their mean reward; null for none.</param>
/// <param name="Success">The share that was validated.</param>
/// <param name="FracMixed">The share of groups whose rewards differ.</param>
internal sealed record TrainPoint(int Step, int Episodes, double Turns, double? Reward, double Success, double? FracMixed)
{
    public static TrainPoint Of(BatchInfo batch)
    {
        var statistics = batch.Statistics;
        var count = statistics?.Count ?? 0;
        return new TrainPoint(
            batch.Request.Step, count, (statistics?.AverageTurns ?? 0) * count, statistics?.RewardMean,
            count == 0 ? 0 : (double)statistics!.SuccessCount / count, statistics?.FractionMixed);
    }
}
