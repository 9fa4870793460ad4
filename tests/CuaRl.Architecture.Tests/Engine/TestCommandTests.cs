using System.Diagnostics;

namespace CuaRl.Architecture.Tests.Engine;

/// <summary>What <c>./cuarl test</c> makes of the output of <c>dotnet test</c>, which a script stands in for.</summary>
public sealed class TestCommandTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _clone = Directory.CreateTempSubdirectory("cuarl-clone-");

    public void Dispose() => _clone.Delete(recursive: true);

    [Fact]
    public async Task Test_WhenTestsFailed_EndsWithTheirNamesAndErrors()
    {
        var (exitCode, lines) = await TestAsync(
            """
              Passed CuaRl.A.Tests.Passes [3 ms]
            [xUnit.net 00:00:00.40]     CuaRl.A.Tests.Differs(text: "[a] b") [FAIL]
              Failed CuaRl.A.Tests.Differs(text: "[a] b") [1 s]
              Error Message:
               Assert.Equal() Failure: Values differ
            Expected: 1
            Actual:   2
              Stack Trace:
                 at CuaRl.A.Tests.Differs(String text) in ATests.cs:line 9
              Standard Output Messages:
             much is said here
              Failed CuaRl.A.Tests.Throws [< 1 ms]
              Error Message:
               System.InvalidOperationException : no
              Stack Trace:
                 at CuaRl.A.Tests.Throws() in ATests.cs:line 12

            Test Run Failed.
            Total tests: 3
                 Passed: 1
                 Failed: 2
             Total time: 1.1 Seconds
            """,
            """
              Passed CuaRl.A.Tests.Passes [3 ms]

            Test Run Successful.
            Total tests: 1
                 Passed: 1
             Total time: 1.1 Seconds
            """);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                """cuarl: failed on embedded: CuaRl.A.Tests.Differs(text: "[a] b")""",
                "       Assert.Equal() Failure: Values differ",
                "    Expected: 1",
                "    Actual:   2",
                "cuarl: failed on embedded: CuaRl.A.Tests.Throws",
                "       System.InvalidOperationException : no",
                "4 passed, 2 failed, 0 skipped",
            ],
            lines[^7..]);
    }

    [Fact]
    public async Task Test_WhenARunBrokeOff_EndsWithThat()
    {
        var (exitCode, lines) = await TestAsync(
            """
            The active test run was aborted. Reason: Test host process crashed

            Test Run Aborted.
            The test running when the crash occurred:
            CuaRl.A.Tests.Crashes

            This test may, or may not be the source of the crash.
            """,
            "");

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                "cuarl: failed on embedded: The active test run was aborted. Reason: Test host process crashed",
                "    CuaRl.A.Tests.Crashes",
            ],
            lines[^4..^2]);
        Assert.StartsWith("cuarl: failed on embedded: the test run itself (exit code 1)", lines[^2], StringComparison.Ordinal);
        Assert.Equal("0 passed, 0 failed, 0 skipped", lines[^1]);
    }

    /// <summary>Runs the command with a <c>dotnet</c> that writes one text for all tests, and fails, and another for each pass after them.</summary>
    private async Task<(int ExitCode, string[] Lines)> TestAsync(string all, string after)
    {
        foreach (var folder in (string[])["bin", "src", "sql", "tests"])
        {
            _clone.CreateSubdirectory(folder);
        }

        foreach (var file in (string[])["Directory.Build.props", "global.json", ".editorconfig", "CuaRl.Grains.sln"])
        {
            Write(file, "");
        }

        Write("all.txt", all + "\n");
        Write("after.txt", after + "\n");
        Write("bin/dotnet", $"""
            #!/bin/sh
            case $1:$2 in
              test:CuaRl.Grains.sln) cat '{_clone.FullName}/all.txt'; exit 1 ;;
              test:*) cat '{_clone.FullName}/after.txt' ;;
            esac
            """);
        File.Copy(Repository.PathOf("cuarl"), Path.Combine(_clone.FullName, "cuarl"));

        var start = new ProcessStartInfo("bash", ["-c", "chmod +x bin/dotnet && exec bash cuarl test"])
        {
            RedirectStandardOutput = true, WorkingDirectory = _clone.FullName,
        };
        start.Environment["PATH"] = $"{_clone.FullName}/bin:{start.Environment["PATH"]}";
        start.Environment["ORLEANS_ENGINE"] = "embedded";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output.TrimEnd('\n').Split('\n'));
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_clone.FullName, file), text);
}
