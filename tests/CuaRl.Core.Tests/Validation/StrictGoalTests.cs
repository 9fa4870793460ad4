using CuaRl.Core.Validation;

namespace CuaRl.Core.Tests.Validation;

public sealed class StrictGoalTests
{
    [Theory]
    [InlineData("com.android.settings", "255", "com.android.settings", "255", true)]
    [InlineData("com.android.settings", "255", "com.android.chrome", "255", false)]
    [InlineData("com.android.settings", "255", "com.android.settings", "254", false)]
    [InlineData(null, "255", null, "255", true)]
    [InlineData("com.android.settings", null, "com.android.settings", null, true)]
    [InlineData("com.android.settings", null, null, null, false)]
    [InlineData(null, null, "com.android.settings", "255", null)]
    public void IsReached_OnADevice_NeedsTheAppAndTheValue(
        string? app, string? value, string? seenApp, string? seenValue, bool? expected) =>
        Assert.Equal(expected, new StrictGoal(app, value).IsReached(seenApp, seenValue));
}
