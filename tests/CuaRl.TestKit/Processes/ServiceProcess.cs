using System.Globalization;
using System.Text.RegularExpressions;
using CuaRl.TestKit.Waiting;

namespace CuaRl.TestKit.Processes;

/// <summary>The service as users run it: <c>cuarl up</c>, a process of its own, reached over HTTP.</summary>
public sealed partial class ServiceProcess : IAsyncDisposable
{
    private ServiceProcess(ProgramProcess program, Uri address, TimeSpan readyIn)
    {
        Program = program;
        ReadyIn = readyIn;
        Http = new HttpClient { BaseAddress = address, Timeout = Eventually.Patience };
    }

    /// <summary>The process.</summary>
    public ProgramProcess Program { get; }

    /// <summary>A client of its address.</summary>
    public HttpClient Http { get; }

    /// <summary>How long the start took, by its own account.</summary>
    public TimeSpan ReadyIn { get; }

    /// <summary>Starts the service at a free port and waits until it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ends instead; the message holds what it said.</exception>
    public static async Task<ServiceProcess> StartAsync(ProgramArguments arguments)
    {
        var program = CuarlProgram.Start(arguments);
        try
        {
            var ready = ReadyLine().Match(await program.WaitForLineAsync(ReadyLine().IsMatch));
            return new ServiceProcess(
                program,
                new Uri(ready.Groups["url"].Value),
                TimeSpan.FromSeconds(double.Parse(ready.Groups["seconds"].Value, CultureInfo.InvariantCulture)));
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>The command line of a service at any free port, with its data or its database named.</summary>
    public static string[] Up(params string[] options) => ["up", "--urls", "http://127.0.0.1:0", .. options];

    /// <summary>Asks the service to end and waits for it.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> TerminateAsync()
    {
        Program.Send(Signal.Terminate);
        return Program.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Program.DisposeAsync();
    }

    [GeneratedRegex(@"^ready in (?<seconds>[\d.]+) s at (?<url>http://[^,]+),")]
    private static partial Regex ReadyLine();
}
