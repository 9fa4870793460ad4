namespace CuaRl.Grains.Ports;

/// <summary>What a driver can do.</summary>
/// <param name="HasSnapshots">Boxes can be kept and restored as they were.</param>
/// <param name="HasElements">Screenshots come with their elements.</param>
/// <param name="IsLocal">Boxes live in this process and end with it, so that no other process can list them; a reset is a matter of moments.</param>
/// <param name="HasLiveView">A person can watch boxes at an address of the provider.</param>
public sealed record DriverTraits(bool HasSnapshots, bool HasElements, bool IsLocal, bool HasLiveView = false)
{
    /// <summary>A command of the boxes' shell that succeeds where they take input, and changes nothing.</summary>
    /// <value>The default is <c>true</c>.</value>
    public string IdleCommand { get; init; } = "true";
}
