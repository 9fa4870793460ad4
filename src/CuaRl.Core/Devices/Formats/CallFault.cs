namespace CuaRl.Core.Devices.Formats;

/// <summary>What is wrong with a call, in the kinds that cua_rl counts.</summary>
public enum CallFault
{
    /// <summary>It cannot be read, has no name, or has arguments that are no object.</summary>
    Parse,

    /// <summary>It is of a tool that there is not.</summary>
    ToolName,

    /// <summary>An argument is missing, or has a value that the tool does not take.</summary>
    ToolArgument,
}
