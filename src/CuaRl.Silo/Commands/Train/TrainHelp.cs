using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Silo.Commands.Train;

/// <summary>The flags on the help page of <c>cuarl train</c>.</summary>
internal static class TrainHelp
{
    /// <summary>The flags, part by part.</summary>
    public static IReadOnlyList<HelpSection> Sections { get; } =
    [
        .. FlagTable.All.GroupBy(flag => flag.Part).Select(part => new HelpSection(part.Key, [.. part.Select(Row)])),
    ];

    private static (string, string) Row(Flag flag) => ($"--{flag.Name}", $"{flag.Effect} ({flag.Takes}){Default(flag)}");

    private static string Default(Flag flag)
    {
        var (embedded, tinker) = (flag.DefaultOf(Providers.Embedded), flag.DefaultOf(Providers.Tinker));
        return (embedded, tinker) switch
        {
            (null, null) => "",
            _ when embedded == tinker => $" [default: {embedded}]",
            _ => $" [default: {string.Join(", ", new[] { Of(Providers.Embedded, embedded), Of(Providers.Tinker, tinker) }.OfType<string>())}]",
        };
    }

    private static string? Of(string provider, string? value) => value is null ? null : $"{value} of {provider}";
}
