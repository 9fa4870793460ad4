using System.ComponentModel;
using System.Diagnostics;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>Runs a program to its end and keeps what it said.</summary>
internal static class Tool
{
    /// <summary>Runs it and gives its output.</summary>
    /// <exception cref="ConfigurationException">It cannot be run, or ended with another code than 0.</exception>
    public static async Task<string> RunAsync(ProcessStartInfo command, CancellationToken cancellationToken)
    {
        var result = await TryAsync(command, cancellationToken);
        return result.ExitCode == 0
            ? result.Output
            : throw new ConfigurationException(
                $"{Path.GetFileName(command.FileName)} failed with code {result.ExitCode}: {OneLine(result.Output)}");
    }

    public static async Task<ToolResult> TryAsync(ProcessStartInfo command, CancellationToken cancellationToken)
    {
        command.RedirectStandardInput = true;
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;
        using var process = Start(command);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>The lines that tell a cause, on one line.</summary>
    public static string OneLine(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var causes = lines.Where(line => line.Contains("FATAL", StringComparison.Ordinal)
            || line.Contains("ERROR", StringComparison.Ordinal)
            || line.Contains("error:", StringComparison.Ordinal)).ToList();
        return string.Join("; ", causes.Count > 0 ? causes : lines.TakeLast(3));
    }

    private static Process Start(ProcessStartInfo command)
    {
        try
        {
            return Process.Start(command)!;
        }
        catch (Win32Exception error)
        {
            throw new ConfigurationException($"{command.FileName} cannot be run: {error.Message}", error);
        }
    }
}

/// <summary>How a program ended and what it printed.</summary>
internal sealed record ToolResult(int ExitCode, string Output);
