using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Layout;

/// <summary>What a finger does to the phone.</summary>
internal delegate PhoneState Change(PhoneState phone);

/// <summary>What a slider does to the phone, brought to a level of 0 to 1.</summary>
internal delegate PhoneState Slide(PhoneState phone, double level);

/// <summary>An element on the screen and what it answers to.</summary>
/// <param name="Element">The element.</param>
/// <param name="Tap">A tap; null for nothing.</param>
/// <param name="Hold">A finger that stays; null for a tap.</param>
/// <param name="Slide">A finger on its slider.</param>
/// <param name="Flick">A finger that pushes it away.</param>
internal readonly record struct Placed(
    ScreenElement Element, Change? Tap = null, Change? Hold = null, Slide? Slide = null, Change? Flick = null);
