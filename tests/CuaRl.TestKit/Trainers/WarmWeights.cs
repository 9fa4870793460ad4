using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;

namespace CuaRl.TestKit.Trainers;

/// <summary>Weights that have learnt a little from demonstrations, to begin with.</summary>
public static class WarmWeights
{
    /// <param name="folder">Where they are kept while they are made.</param>
    /// <param name="tasks">The tasks that are demonstrated.</param>
    /// <param name="upTo">The share of sampled episodes that may succeed at most.</param>
    public static async Task<byte[]> MakeAsync(string folder, IReadOnlyList<CuaTask> tasks, double upTo)
    {
        var trainer = LocalTrainer.Start(folder);
        await using var session = await trainer.OpenAsync(new TrainerModel("warm", PolicyModels.Linear, 0, 1), null, default);
        await session.WarmStartAsync(1, new WarmStartRequest(tasks, 1, upTo, 0.007), default);
        return LocalTrainer.BytesOf(trainer, await session.SaveStateAsync(2, "warm", default));
    }
}
