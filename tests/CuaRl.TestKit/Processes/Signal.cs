namespace CuaRl.TestKit.Processes;

/// <summary>What can be sent to a process.</summary>
public enum Signal
{
    /// <summary>Asks it to end.</summary>
    Terminate,

    /// <summary>Ends it at once, whatever it is doing.</summary>
    Kill,

    /// <summary>Stops it where it stands.</summary>
    Stop,

    /// <summary>Lets it go on.</summary>
    Continue,
}
