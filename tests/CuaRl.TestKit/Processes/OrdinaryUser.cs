using System.Diagnostics;
using CuaRl.Adapters.Postgres.Server;
using CuaRl.TestKit.Postgres;

namespace CuaRl.TestKit.Processes;

/// <summary>An account without rights, which tests that are run by root can start the program under, as most users do.</summary>
public static class OrdinaryUser
{
    /// <summary>Why the program cannot be run so; null when it can.</summary>
    public static string? UnavailableReason { get; } = Try();

    /// <summary>Its name.</summary>
    public static string Name => ServerAccount.Resolve().Name;

    /// <summary>A new folder that is its own.</summary>
    public static async Task<string> CreateFolderAsync(string name)
    {
        var folder = TestFolders.Create(name);
        await ServerAccount.Resolve().GiveAsync(folder, CancellationToken.None);
        return folder;
    }

    private static string? Try()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return "the tests are not run by root: every other test has run the program as an ordinary user";
        }

        var look = ServerAccount.Resolve().Command("dotnet", "/", [Path.Combine(AppContext.BaseDirectory, "CuaRl.Silo.dll"), "--version"]);
        look.RedirectStandardOutput = true;
        look.RedirectStandardError = true;
        using var process = Process.Start(look)!;
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"the account '{Name}' cannot reach dotnet or the built program";
    }
}
