using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Core.Tests.Loop.Configuration;

/// <summary>Resolves flags as tests give them.</summary>
internal static class Flagged
{
    public static readonly DateTimeOffset Start = new(2026, 1, 6, 9, 5, 59, TimeSpan.Zero);

    /// <summary>In a version that supports all there is to be.</summary>
    public static readonly LoopSurroundings WholeVersion = new() { NotYet = [] };

    public static LoopResolution Resolve(params string[] arguments) =>
        LoopResolver.Resolve(FlagArguments.Read(arguments), Start, new LoopSurroundings());

    public static LoopResolution ResolveWhole(params string[] arguments) =>
        LoopResolver.Resolve(FlagArguments.Read(arguments), Start, WholeVersion);

    /// <summary>The settings, of which nothing is wrong.</summary>
    public static LoopConfiguration Settings(params string[] arguments)
    {
        var resolution = ResolveWhole(arguments);
        Assert.Empty(resolution.Faults.Select(fault => fault.ToString()));
        return resolution.Configuration!;
    }

    /// <summary>What is wrong, a line each; there are no settings then.</summary>
    public static string[] Faults(this LoopResolution resolution)
    {
        Assert.Equal(resolution.Faults.IsEmpty, resolution.Configuration is not null);
        return [.. resolution.Faults.Select(fault => fault.ToString())];
    }

    public static ResolvedFlag Flag(this LoopResolution resolution, string name) =>
        resolution.Flags.Single(flag => flag.Flag.Name == name);
}
