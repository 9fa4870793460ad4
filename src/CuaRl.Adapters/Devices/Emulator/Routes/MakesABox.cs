namespace CuaRl.Adapters.Devices.Emulator.Routes;

/// <summary>Marks the routes whose lost answer is a box that nobody knows of.</summary>
internal sealed class MakesABox
{
    public static readonly MakesABox Mark = new();
}
