using CuaRl.Core.Trainings;

namespace CuaRl.Core.Tests.Trainings;

public sealed class RecordNamesTests
{
    [Theory]
    [InlineData("Qwen/Qwen3-VL-30B-A3B-Instruct", 1e-5, 0,
        "cua_rl-Qwen-Qwen3-VL-30B-A3B-Instruct-32rank-1e-05lr-4group-2batch-seed0-2026-01-06-09-05")]
    [InlineData("embedded/linear", 7e-3, 1,
        "cua_rl-embedded-linear-32rank-0.007lr-4group-2batch-seed1-2026-01-06-09-05")]
    [InlineData("a/b/c", 0.0001, -7,
        "cua_rl-a-b-c-32rank-0.0001lr-4group-2batch-seed-7-2026-01-06-09-05")]
    public void Training_OfAConfiguration_IsNamedAsByTheOriginal(string model, double learningRate, long seed, string expected) =>
        Assert.Equal(
            expected,
            RecordNames.Training(model, 32, learningRate, 4, 2, seed, new DateTimeOffset(2026, 1, 6, 9, 5, 59, TimeSpan.Zero)));
}
