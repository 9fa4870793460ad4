using System.Globalization;
using System.Text.RegularExpressions;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>A folder with PostgreSQL's server programs.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="Major">The major version, such as 17.</param>
internal sealed partial record PostgresBinaries(string Directory, int Major)
{
    /// <summary>The oldest version that has what our tables need (NULLS NOT DISTINCT).</summary>
    public const int OldestMajor = 15;

    public string Initdb => Path.Combine(Directory, "initdb");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    /// <summary>Asks the programs in a folder for their version; null when they are not all there or do not run.</summary>
    public static async Task<PostgresBinaries?> ProbeAsync(
        string directory, ServerAccount account, CancellationToken cancellationToken)
    {
        string[] programs = ["initdb", "pg_ctl", "postgres"];
        if (!Array.TrueForAll(programs, name => File.Exists(Path.Combine(directory, name))))
        {
            return null;
        }

        // Under the server's account: a folder that it cannot read is of no use.
        var command = account.Command(Path.Combine(directory, "postgres"), "/", ["--version"]);
        var result = await Tool.TryAsync(command, cancellationToken);
        var version = VersionLine().Match(result.Output);
        return result.ExitCode == 0 && version.Success
            ? new PostgresBinaries(directory, int.Parse(version.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@"^postgres \(PostgreSQL\) (\d+)", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
