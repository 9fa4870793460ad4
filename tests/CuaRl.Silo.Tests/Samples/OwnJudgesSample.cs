using System.Diagnostics;
using System.Runtime.CompilerServices;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Samples;

/// <summary>The sample project of a user's own judges, built as a user builds it.</summary>
internal static class OwnJudgesSample
{
    private static readonly Lazy<Task<string>> Build = new(BuildOnceAsync);

    /// <summary>The DLL, with copies of nothing of the service beside it.</summary>
    public static Task<string> BuildAsync() => Build.Value;

    /// <summary>Builds other code in the sample's place.</summary>
    /// <param name="folder">Where its DLL is to be.</param>
    /// <param name="code">C# source.</param>
    public static async Task<string> BuildAsync(string folder, string code)
    {
        var project = Directory.CreateDirectory(Path.Combine(folder, "project")).FullName;
        File.Copy(Path.Combine(SampleFolder(), "OwnJudges.csproj"), Path.Combine(project, "OwnJudges.csproj"));
        await File.WriteAllTextAsync(Path.Combine(project, "Code.cs"), code);
        return await RunAsync(project, folder);
    }

    private static async Task<string> BuildOnceAsync()
    {
        var folder = TestFolders.Create("plugin");
        return await RunAsync(SampleFolder(), folder, "-p:BaseIntermediateOutputPath=" + Path.Combine(folder, "obj") + "/");
    }

    private static async Task<string> RunAsync(string project, string folder, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = project };
        string[] line =
        [
            "build", "-c", "Release", "-nologo", "-nodeReuse:false", $"-p:CuaRlFolder={AppContext.BaseDirectory}", "-o",
            Path.Combine(folder, "out"), .. options,
        ];
        Array.ForEach(line, start.ArgumentList.Add);
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, output);
        return Path.Combine(folder, "out", "OwnJudges.dll");
    }

    private static string SampleFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../Samples/OwnJudges"));
}
