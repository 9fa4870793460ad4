namespace CuaRl.Core.Actions;

/// <summary>What became of a tool call.</summary>
public enum CallResult
{
    /// <summary>It was carried out and worked.</summary>
    Worked,

    /// <summary>It was carried out, and the tool answered with an error.</summary>
    Error,

    /// <summary>A value of it was refused; the agent was told, and it counts nowhere.</summary>
    Refused,

    /// <summary>It failed on the way to the device or there.</summary>
    Failed,
}
