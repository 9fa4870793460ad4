namespace CuaRl.Core.Phones.Screens;

/// <summary>The colours of the simulated phone.</summary>
/// <param name="IsDark">Light on dark, instead of dark on light.</param>
/// <param name="Accent">The colour of what is on or chosen, 0 to 7.</param>
public readonly record struct PhoneTheme(bool IsDark, int Accent);
