using System.Globalization;

namespace CuaRl.Silo.Tests.Durability;

/// <summary>What decides the random instants: <c>CUARL_TEST_SEED</c>, else always the same.</summary>
internal static class Seed
{
    public static int Value { get; } = int.Parse(
        Environment.GetEnvironmentVariable("CUARL_TEST_SEED") ?? "20261121", CultureInfo.InvariantCulture);
}
