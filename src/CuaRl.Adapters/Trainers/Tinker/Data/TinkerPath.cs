namespace CuaRl.Adapters.Trainers.Tinker.Data;

/// <summary>
/// Paths of saved weights: <c>tinker://RUN/weights/NAME</c> of states, <c>tinker://RUN/sampler_weights/NAME</c> of weights to sample from;
/// and our own of weights that were not saved, which live as long as their session. A run's name may hold colons, so that they are no URIs.
/// </summary>
internal static class TinkerPath
{
    private const string Scheme = "tinker://";
    private const string Samplers = "sampler_weights";
    private const string Live = "tinker-session://";

    /// <summary>The path in its usual form: some servers leave out that weights are of samplers.</summary>
    public static string Normalized(string path) =>
        path.StartsWith(Scheme, StringComparison.Ordinal) && path[Scheme.Length..].Split('/') is [var run, var name]
            ? $"{Scheme}{run}/{Samplers}/{name}"
            : path;

    /// <summary>The path of weights that a sampling session holds.</summary>
    public static string OfLive(string samplingSession) => Live + samplingSession;

    /// <summary>The sampling session of such a path; null for one of saved weights.</summary>
    public static string? FindLive(string path) => path.StartsWith(Live, StringComparison.Ordinal) ? path[Live.Length..] : null;

    /// <summary>Whether a path is of saved weights.</summary>
    public static bool IsSaved(string path) =>
        path.StartsWith(Scheme, StringComparison.Ordinal) && path[Scheme.Length..].Split('/') is [{ Length: > 0 }, { Length: > 0 }, ..];
}
