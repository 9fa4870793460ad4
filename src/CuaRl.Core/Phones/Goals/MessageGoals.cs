using System.Globalization;
using System.Text.RegularExpressions;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Goals;

/// <summary>Goals that are something to say.</summary>
internal static partial class MessageGoals
{
    private const double Percent = 100;

    /// <summary>The brightness is that percentage, the message says so, and says no other.</summary>
    public static PhoneGoal? Brightness(string percentage) =>
        !int.TryParse(percentage, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) || wanted > Percent ? null : new(
            phone => phone.WithBrightness(wanted / Percent),
            (phone, message) => phone.BrightnessPercent() == $"{wanted}%" && message is not null
                && Says(Number().Matches(message), found => found == percentage));

    /// <summary>The message says what the task's app takes in all, and no other size.</summary>
    public static PhoneGoal? Size(string taskId) => SizeTasks.PackageOf(taskId) is not { } package ? null : new(
        phone => phone,
        (phone, message) => message is not null && phone.FindApp(package)?.TotalSize() is { } size
            && Says(SizeText().Matches(message), found => string.Concat(found.Where(c => c != ' ')).Equals(size, StringComparison.OrdinalIgnoreCase)));

    private static bool Says(MatchCollection found, Func<string, bool> isRight) => found.Count > 0 && found.All(match => isRight(match.Value));

    [GeneratedRegex(@"\d+([.,]\d+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\d+([.,]\d+)* *([KMGT]?B|bytes?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SizeText();
}
