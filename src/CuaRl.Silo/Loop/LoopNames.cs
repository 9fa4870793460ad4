using System.Globalization;

namespace CuaRl.Silo.Loop;

/// <summary>What states and weights of a training are called.</summary>
internal static class LoopNames
{
    /// <summary>The policy before anything was learnt.</summary>
    public const string First = "first";

    /// <summary>The policy after a number of steps, as tinker-cookbook calls it.</summary>
    public static string OfStep(int done) => done.ToString("000000", CultureInfo.InvariantCulture);
}
