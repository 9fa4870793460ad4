using System.Buffers.Binary;
using System.IO.Hashing;

namespace CuaRl.Core.Grpo.Seeds;

/// <summary>
/// The seeds of a training's rollouts, each from its place alone: an attempt that is repeated, on whatever silo, draws the same
/// actions. They are part of what a training is, so the encoding never changes.
/// </summary>
/// <remarks>
/// XXH64 with seed 0 over the kind of seed (1 sampling, 2 device), the use and the numbers, each as a little-endian int64. A seed
/// is 53 bits, which every reader of JSON keeps; the lowest bit is the use, so that those of training and evaluation are apart.
/// </remarks>
public static class RolloutSeeds
{
    private const int Bits = 53;

    /// <summary>The seed that the actions of a turn are sampled with.</summary>
    /// <param name="trainingSeed">The training's seed.</param>
    /// <param name="use">What the rollout is for.</param>
    /// <param name="step">The step.</param>
    /// <param name="group">The group's place in it.</param>
    /// <param name="envIndex">The rollout's place in the group.</param>
    /// <param name="turn">The turn, counted from 1.</param>
    /// <returns>A number from 0 to 2^53 - 1.</returns>
    public static long Sampling(long trainingSeed, SeedUse use, int step, int group, int envIndex, int turn) =>
        Hash(use, [1, (long)use, trainingSeed, step, group, envIndex, turn]);

    /// <summary>The seed that all devices of a group are reset to.</summary>
    /// <returns>A number from 0 to 2^53 - 1: even for training, odd for evaluation.</returns>
    public static long Device(long trainingSeed, SeedUse use, int step, int group) =>
        Hash(use, [2, (long)use, trainingSeed, step, group]);

    private static long Hash(SeedUse use, ReadOnlySpan<long> numbers)
    {
        Span<byte> bytes = stackalloc byte[numbers.Length * sizeof(long)];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(i * sizeof(long))..], numbers[i]);
        }

        return ((long)(XxHash64.HashToUInt64(bytes) >> (64 - Bits)) & ~1L) | (long)use;
    }
}
