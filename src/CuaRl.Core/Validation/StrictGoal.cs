namespace CuaRl.Core.Validation;

/// <summary>
/// The whole of what a task asks for, where a device can tell it: not only the right value, but in the right app. What is null
/// is not asked for.
/// </summary>
/// <param name="App">The package that must be in front.</param>
/// <param name="Value">The value that must be set.</param>
public sealed record StrictGoal(string? App, string? Value)
{
    /// <summary>Whether a device has reached it; null when it asks for nothing.</summary>
    /// <param name="app">The package that is in front.</param>
    /// <param name="value">The value that is set.</param>
    public bool? IsReached(string? app, string? value) =>
        App is null && Value is null ? null : (App is null || App == app) && (Value is null || Value == value);
}
