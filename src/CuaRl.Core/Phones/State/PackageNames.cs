using System.Text.RegularExpressions;

namespace CuaRl.Core.Phones.State;

/// <summary>Packages that the phone did not come with.</summary>
internal static partial class PackageNames
{
    public static bool IsValid(string package) => Name().IsMatch(package);

    /// <summary>An app of that package: its name is the last part of it, its size follows from it.</summary>
    public static PhoneApp AppOf(string package)
    {
        var last = package[(package.LastIndexOf('.') + 1)..];
        var size = 10_000L * (100 + Mix.Index(Mix.OfText(package), 1, 9_900));
        return new PhoneApp(package, $"{char.ToUpperInvariant(last[0])}{last[1..]}", size, size / 20, size / 100, false);
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+\z")]
    private static partial Regex Name();
}
