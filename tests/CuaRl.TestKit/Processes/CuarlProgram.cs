using System.Diagnostics;

namespace CuaRl.TestKit.Processes;

/// <summary>A built program of ours, by default <c>cuarl</c>, started as a process of its own with nothing inherited that it would read.</summary>
public static class CuarlProgram
{
    private static readonly string[] Read = ["DATABASE_URL", "POSTGRES_", "CUARL_", "GBOX_", "XDG_DATA_HOME"];

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="TimeoutException">It does not end in time.</exception>
    public static async Task<ProgramResult> RunAsync(ProgramArguments arguments)
    {
        await using var running = Start(arguments);
        var exitCode = await running.WaitForExitAsync();
        return new ProgramResult(exitCode, running.Output, running.Error);
    }

    /// <summary>Starts a command.</summary>
    public static ProgramProcess Start(ProgramArguments arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = arguments.Folder,
            UserName = arguments.UserName,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{arguments.Program}.dll"));
        foreach (var argument in arguments.Line)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(IsRead).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in arguments.Environment)
        {
            start.Environment[name] = value;
        }

        return new ProgramProcess(start);
    }

    private static bool IsRead(string name) =>
        Array.Exists(Read, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
