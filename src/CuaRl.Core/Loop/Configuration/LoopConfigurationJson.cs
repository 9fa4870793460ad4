using System.Collections.Frozen;
using System.Text;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Core.Runs;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>The settings of a training as a JSON object with a member for each flag, as its record keeps them.</summary>
public static class LoopConfigurationJson
{
    /// <summary>What is laid over a configuration goes before all that it says.</summary>
    private static readonly FlagSource Overrides = new(FlagOrigin.CommandLine, "overrides");

    /// <summary>Writes the object.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="without">Flags that the record keeps elsewhere.</param>
    public static string Write(LoopConfiguration settings, FrozenSet<string> without) =>
        FlagJson.Write(LoopBinding.Write(settings).Where(item => !without.Contains(item.Flag.Name)));

    /// <summary>Lays the settings that are others than those of another configuration over the object that holds that one.</summary>
    /// <param name="json">The object; what stays in it is kept byte for byte.</param>
    /// <param name="from">The configuration that it holds.</param>
    /// <param name="to">The settings.</param>
    /// <param name="without">Flags that the record keeps elsewhere.</param>
    public static byte[] Overlay(ReadOnlySpan<byte> json, LoopConfiguration from, LoopConfiguration to, FrozenSet<string> without)
    {
        var before = LoopBinding.Write(from).ToDictionary(item => item.Flag.Name, item => item.Value, StringComparer.Ordinal);
        var changes = LoopBinding.Write(to)
            .Where(item => !without.Contains(item.Flag.Name) && !(before.TryGetValue(item.Flag.Name, out var value) && value == item.Value))
            .ToDictionary(item => item.Flag.Name, StringComparer.Ordinal);

        // A flag in another spelling, such as max-steps or no_warm_start, would be there twice.
        var kept = ConfigOverlay.Without(
            json, name => FlagTable.Find(name) is { } named && named.Flag.Name != name && changes.ContainsKey(named.Flag.Name));
        return ConfigOverlay.Merge(kept, Encoding.UTF8.GetBytes(FlagJson.Write(changes.Values)));
    }

    /// <summary>Writes flags as a record keeps them, whether or not they make a configuration; <c>null</c> stands for no value.</summary>
    public static string Write(IEnumerable<(string Flag, string? Text)> values) =>
        FlagJson.Write(values.Select(value => (FlagTable.Get(value.Flag), value.Text is "null" ? null : value.Text)));

    /// <summary>Reads flags that are laid over a configuration; those that are no part of one are refused.</summary>
    /// <param name="json">The text.</param>
    public static FlagReading ReadOverrides(string json)
    {
        var reading = FlagJson.Read(json, Overrides.Name);
        return new FlagReading(
            [.. reading.Given.Select(given => given with { Source = Overrides })],
            [
                .. reading.Faults,
                .. reading.Given.Where(given => !LoopBinding.Names.Contains(given.Flag.Name))
                    .Select(given => new FlagFault(given, "is none of the settings that a branch can have of its own")),
            ]);
    }

    /// <summary>Reads the object; members that are no flags are somebody's own.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What it is called, for messages.</param>
    /// <param name="without">Flags that the record keeps elsewhere, which are refused here.</param>
    public static FlagReading Read(string json, string name, FrozenSet<string> without)
    {
        var reading = FlagJson.Read(json, name);
        return new FlagReading(
            reading.Given,
            [
                .. reading.Faults.Where(fault => fault.Flag == FlagJson.Whole || FlagTable.Find(fault.Flag) is not null),
                .. reading.Given.Where(given => !LoopBinding.Names.Contains(given.Flag.Name) || without.Contains(given.Flag.Name))
                    .Select(given => new FlagFault(given, $"is no part of {name}")),
            ]);
    }
}
