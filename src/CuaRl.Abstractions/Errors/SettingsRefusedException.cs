using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A training cannot be driven with the settings that it was given. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.SettingsRefusedException")]
public sealed class SettingsRefusedException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="runName">The name of the training that was to be.</param>
    /// <param name="faults">All that is wrong; never with a secret in it.</param>
    public SettingsRefusedException(string runName, ImmutableArray<SettingFault> faults)
        : base($"The training '{runName}' cannot be driven: {string.Join("; ", faults.Select(fault => $"{fault.Setting}: {fault.Rule}"))}. "
            + "Correct these settings, or leave the provider away for a training that a client of your own drives.")
    {
        RunName = runName;
        Faults = faults;
    }

    /// <summary>The name of the training that was to be.</summary>
    [Id(0)]
    public string RunName { get; }

    /// <summary>All that is wrong.</summary>
    [Id(1)]
    public ImmutableArray<SettingFault> Faults { get; }
}
