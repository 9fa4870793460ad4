namespace CuaRl.Adapters.Trainers.Tinker.Sampling;

/// <summary>Seeds as the server takes them: 31 bits.</summary>
internal static class TinkerSeed
{
    public static int Of(long seed) => (int)(((ulong)seed ^ ((ulong)seed >> 32)) & int.MaxValue);
}
