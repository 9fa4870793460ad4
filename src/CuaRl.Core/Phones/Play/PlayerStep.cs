namespace CuaRl.Core.Phones.Play;

/// <summary>A part of a plan, in view of a screen.</summary>
internal delegate StepResult PlayerStep(ScreenReading screen);

/// <summary>What a part of a plan does now.</summary>
/// <param name="Move">The turn's move; null when it needs none.</param>
/// <param name="IsDone">The next part follows, after the move if there is one.</param>
internal readonly record struct StepResult(PlayerMove? Move, bool IsDone)
{
    /// <summary>Nothing has to be done.</summary>
    public static StepResult Nothing { get; } = new(null, true);
}
