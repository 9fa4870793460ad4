using CuaRl.Adapters.Postgres;
using Microsoft.Extensions.Logging.Console;

namespace CuaRl.Silo.Hosting;

/// <summary>Logs: one line an event, to standard error, so that standard output holds only what a command prints.</summary>
internal static class ServiceLog
{
    /// <summary>Their information is about themselves; below Warning they speak only when a lower level is asked for.</summary>
    private static readonly string[] Chatty = ["Microsoft", "System", "Orleans", "Npgsql", "Polly"];

    /// <summary>
    /// They warn at every start: on one core that it takes workstation garbage collection, as it must, and that a thread has
    /// been stuck for as long as the machine is up, which is wrong.
    /// </summary>
    private static readonly string[] FalseAlarms = ["Orleans.Runtime.Silo", "Orleans.Runtime.Watchdog"];

    public static void AddServiceLog(this ILoggingBuilder logging, ServiceSettings settings)
    {
        logging.SetMinimumLevel(settings.LogLevel);
        if (settings.LogLevel is LogLevel.Information or LogLevel.Warning)
        {
            foreach (var category in Chatty)
            {
                logging.AddFilter(category, LogLevel.Warning);
            }

            // The runtime says with a stack trace what our own error filter says in a line.
            logging.AddFilter(PostgresServiceCollectionExtensions.GrainStorageLogCategory, LogLevel.Critical);

            foreach (var category in FalseAlarms)
            {
                logging.AddFilter(category, LogLevel.Error);
            }
        }

        if (settings.JsonLogs)
        {
            logging.AddJsonConsole(line => Stamp(line, ""));
        }
        else
        {
            logging.AddSimpleConsole(line =>
            {
                Stamp(line, " ");
                line.SingleLine = true;
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void Stamp(ConsoleFormatterOptions line, string end)
    {
        line.TimestampFormat = $"yyyy-MM-dd'T'HH:mm:ss.fff'Z{end}'";
        line.UseUtcTimestamp = true;
    }
}
