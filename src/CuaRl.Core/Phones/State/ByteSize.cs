using System.Globalization;

namespace CuaRl.Core.Phones.State;

/// <summary>Sizes as the phone shows them.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB"];

    /// <summary>Two digits behind the point, units of 1,000, no space: 51.54MB.</summary>
    public static string Text(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1_000 && unit < Units.Length - 1; unit++)
        {
            size /= 1_000;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.##}{Units[unit]}");
    }
}
