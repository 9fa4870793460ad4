using System.Diagnostics;

namespace Orleans.Engine.Tests.Surface;

/// <summary>
/// The real assemblies to compare with, brought by restoring a tiny project beside the tests. Only those are asked for
/// that stand alone; a folder with more of them can be named by ORLEANS_REFERENCE_ASSEMBLIES.
/// </summary>
internal static class ReferenceAssemblies
{
    private const string Version = "10.4.2";
    private const string MoreVariable = "ORLEANS_REFERENCE_ASSEMBLIES";
    private static readonly TimeSpan RestoreTimeout = TimeSpan.FromMinutes(2);

    private static readonly string[] Packages =
    [
        "Microsoft.Orleans.Core.Abstractions",
        "Microsoft.Orleans.TestingHost",
        "Microsoft.Orleans.Persistence.AdoNet",
        "Microsoft.Orleans.Clustering.AdoNet",
    ];

    private static readonly Lazy<(IReadOnlyList<string> Paths, string? Missing)> Found = new(Find);

    public static IReadOnlyList<string> Paths => Found.Value.Paths;

    /// <summary>Why there is nothing to compare with; null when there is.</summary>
    public static string? Missing => Found.Value.Missing;

    private static (IReadOnlyList<string> Paths, string? Missing) Find()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "reference-assemblies")).FullName;
        var expected = Packages.Select(id => Path.Combine(
            folder, "packages", id.ToLowerInvariant(), Version, "lib", "net10.0", id["Microsoft.".Length..] + ".dll")).ToList();
        if (!expected.TrueForAll(File.Exists) && Restore(folder) is { } problem)
        {
            return ([], problem);
        }

        var more = Environment.GetEnvironmentVariable(MoreVariable);
        return ([.. expected, .. more is null ? [] : Directory.GetFiles(more, "Orleans.*.dll")], null);
    }

    private static string? Restore(string folder)
    {
        var items = string.Concat(Packages.Select(id => $"<PackageDownload Include=\"{id}\" Version=\"[{Version}]\" />"));
        File.WriteAllText(Path.Combine(folder, "probe.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RestorePackagesPath>packages</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
            </Project>
            """);
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(Path.Combine(folder, name), "<Project />");
        }

        var start = new ProcessStartInfo("dotnet", ["restore", "--disable-build-servers"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(RestoreTimeout))
        {
            process.Kill(entireProcessTree: true);
            return $"The packages to compare with could not be restored in {RestoreTimeout.TotalMinutes} minutes.";
        }

        return process.ExitCode == 0
            ? null
            : $"The packages to compare with cannot be restored: {output.Result.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))}";
    }
}

/// <summary>Skipped, saying why, where the real assemblies cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute() => Skip = ReferenceAssemblies.Missing;
}
