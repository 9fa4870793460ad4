using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Play;

/// <summary>A turn of the scripted player.</summary>
/// <param name="Screen">What it saw.</param>
/// <param name="Move">What it did then.</param>
public sealed record PhoneTurn(PhoneScreen Screen, PlayerMove Move);
