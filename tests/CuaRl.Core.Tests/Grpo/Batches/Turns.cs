using CuaRl.Core.Grpo.Batches;

namespace CuaRl.Core.Tests.Grpo.Batches;

/// <summary>Short ways to write trajectories.</summary>
internal static class Turns
{
    public static TrajectoryTurn Turn(int[] observation, int[] action, double advantage = 1, bool isMasked = false) => new()
    {
        Observation = observation,
        Action = action,
        LogProbabilities = action.Select(token => -token / 100f).ToArray(),
        Advantage = advantage,
        IsMasked = isMasked,
    };

    public static List<TrainingDatum> Assemble(params TrajectoryTurn[] turns) =>
        DatumAssembly.Assemble([Trajectory(turns)], new PictureTable());

    public static Trajectory Trajectory(params TrajectoryTurn[] turns) => new(3, 1, turns);

    public static int[] Mask(TrainingDatum datum)
    {
        var mask = new bool[datum.Length];
        datum.WriteMask(mask);
        return [.. mask.Select(isSet => isSet ? 1 : 0)];
    }

    public static int[] Targets(TrainingDatum datum, PictureTable? pictures = null)
    {
        var targets = new int[datum.Length];
        datum.WriteTargets(targets, pictures ?? new PictureTable());
        return targets;
    }

    public static double[] Advantages(TrainingDatum datum)
    {
        var advantages = new double[datum.Length];
        datum.WriteAdvantages(advantages);
        return advantages;
    }

    public static double[] LogProbabilities(TrainingDatum datum)
    {
        var logProbabilities = new double[datum.Length];
        datum.WriteLogProbabilities(logProbabilities);
        return logProbabilities;
    }
}
