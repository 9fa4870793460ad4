namespace CuaRl.Grains.Ports;

/// <summary>Where new ids come from.</summary>
public interface IIdGenerator
{
    /// <summary>A new unique id that sorts by creation: a UUID of version 7 in lower case.</summary>
    string NewId();
}
