using System.Collections.Frozen;
using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>The settings of a training as a JSON object with a member for each flag, as its record keeps them.</summary>
public static class LoopConfigurationJson
{
    /// <summary>Writes the object.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="without">Flags that the record keeps elsewhere.</param>
    public static string Write(LoopConfiguration settings, FrozenSet<string> without) =>
        FlagJson.Write(LoopBinding.Write(settings).Where(item => !without.Contains(item.Flag.Name)));

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
