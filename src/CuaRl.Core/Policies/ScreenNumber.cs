using System.Collections.Immutable;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Policies;

/// <summary>Numbers by which screens are told apart.</summary>
internal static class ScreenNumber
{
    private const int LevelSteps = 64;

    /// <summary>What an element is called: its text, or what is wanted where there is none.</summary>
    public static string Label(ScreenElement element) => element.Text.Length > 0 ? element.Text : element.Detail ?? "";

    /// <summary>The number of all that a screen shows but for the clock.</summary>
    public static ulong Of(ImmutableArray<ScreenElement> screen)
    {
        var number = 1UL;
        foreach (var element in screen)
        {
            if (element.Role is ElementRole.StatusBar)
            {
                continue;
            }

            var look = ((ulong)element.Role << 8) | (ulong)element.State | ((ulong)((element.Level ?? 0) * LevelSteps) << 16)
                | ((ulong)(uint)element.Bounds.Top << 32);
            number = FeatureHash.Cross(number, FeatureHash.OfText(element.Text), look);
            number = element.Detail is { } detail ? FeatureHash.Cross(number, FeatureHash.OfText(detail)) : number;
        }

        return number;
    }
}
