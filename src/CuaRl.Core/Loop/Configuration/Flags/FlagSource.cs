namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>Where a value comes from.</summary>
/// <param name="Origin">Of what kind it is.</param>
/// <param name="Name">What it is called, for people.</param>
public sealed record FlagSource(FlagOrigin Origin, string Name)
{
    /// <summary>The command line.</summary>
    public static FlagSource CommandLine { get; } = new(FlagOrigin.CommandLine, "command line");

    /// <summary>Whether somebody set the flag for this training.</summary>
    public bool IsExplicit => Origin is FlagOrigin.Config or FlagOrigin.Variable or FlagOrigin.CommandLine;

    public override string ToString() => Name;

    internal static FlagSource Follows(string name) => new(FlagOrigin.Default, name);
}
