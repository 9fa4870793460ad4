namespace CuaRl.Core.Phones.State;

/// <summary>Paths of the phone's files.</summary>
internal static class PhonePath
{
    public const string Storage = "/storage/emulated/0";
    public const string Downloads = Storage + "/Download";
    public const string Pictures = Storage + "/Pictures";
    public const string Camera = Storage + "/DCIM";

    private const string Link = "/sdcard";

    /// <summary>The name at its end.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The folder that it is in; null for the root.</summary>
    public static string? Parent(string path) => path.Length <= 1 ? null : path.LastIndexOf('/') switch
    {
        <= 0 => "/",
        var at => path[..at],
    };

    /// <summary>Whether it is below that folder, however deep.</summary>
    public static bool IsIn(string path, string folder) => folder == "/"
        ? path.Length > 1
        : path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal);

    public static string Join(string folder, string name) => folder == "/" ? "/" + name : $"{folder}/{name}";

    /// <summary>As files are kept by: absolute, without dots and double slashes, the short way to the storage resolved.</summary>
    public static string Whole(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        var whole = "/" + string.Join('/', parts);
        return whole == Link || IsIn(whole, Link) ? Storage + whole[Link.Length..] : whole;
    }
}
