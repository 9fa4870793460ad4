using System.Collections;
using System.Collections.Immutable;
using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Silo.Commands.Train;

/// <summary>The sources of a training's flags: JSON, variables, arguments.</summary>
internal static class TrainSources
{
    private const char OfFile = '@';

    /// <summary>The variables of this process.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Environment => System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>().Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? ""));

    /// <summary>Reads them all.</summary>
    /// <param name="config">JSON, or the path of a file with it; null for none.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="arguments">Arguments.</param>
    public static FlagReading Read(
        string? config, IEnumerable<KeyValuePair<string, string>> environment, IReadOnlyList<string> arguments) =>
        Inserted(Config(config).And(FlagVariables.Read(environment)).And(FlagArguments.Read(arguments)));

    private static FlagReading Config(string? config)
    {
        if (config is null)
        {
            return FlagReading.Nothing;
        }

        // What looks like JSON is none of a path, which a message might show.
        if (config.TrimStart() is ['{' or '[' or '"', ..])
        {
            return FlagJson.Read(config, "--config");
        }

        var path = config.TrimStart(OfFile);
        return ReadFile(path, out var problem) is { } text
            ? FlagJson.Read(text, path)
            : new FlagReading([], [new FlagFault("config", path, problem!, FlagSource.CommandLine.Name)]);
    }

    /// <summary>Choices of tasks may stand in a file, as those of <c>tasks load</c>.</summary>
    private static FlagReading Inserted(FlagReading reading)
    {
        var given = ImmutableArray.CreateBuilder<GivenFlag>(reading.Given.Length);
        var faults = reading.Faults.ToBuilder();
        foreach (var one in reading.Given)
        {
            if (one.Flag.Kind != FlagKind.Tasks || !one.Text.StartsWith(OfFile))
            {
                given.Add(one);
            }
            else if (ReadFile(one.Text[1..], out var problem) is { } text)
            {
                given.Add(one with { Text = text });
            }
            else
            {
                faults.Add(new FlagFault(one.Flag.Name, one.Text, problem!, one.Source.Name));
            }
        }

        return new FlagReading(given.ToImmutable(), faults.ToImmutable());
    }

    private static string? ReadFile(string path, out string? problem)
    {
        try
        {
            problem = null;
            return File.ReadAllText(path).TrimStart('\uFEFF');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = error.Message;
            return null;
        }
    }
}
