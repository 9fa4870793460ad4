namespace CuaRl;

/// <summary>Where the device of an attempt stands.</summary>
[GenerateSerializer, Alias("cuarl.EnvironmentStatus")]
public enum EnvironmentStatus
{
    /// <summary>It is not asked for.</summary>
    Pending = 0,

    /// <summary>It is being made.</summary>
    Creating = 1,

    /// <summary>It is there.</summary>
    Running = 2,

    /// <summary>It was given back.</summary>
    Terminated = 3,

    /// <summary>It was lost.</summary>
    Error = 4,
}
