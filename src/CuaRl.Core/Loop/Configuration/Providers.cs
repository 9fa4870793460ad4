namespace CuaRl.Core.Loop.Configuration;

/// <summary>Who trains.</summary>
public static class Providers
{
    /// <summary>A small policy over the elements of a screen, trained in this process.</summary>
    public const string Embedded = "embedded";

    /// <summary>A service with Tinker's REST API.</summary>
    public const string Tinker = "tinker";

    /// <summary>What the names of the embedded trainer's models begin with.</summary>
    public const string EmbeddedPrefix = "embedded/";

    /// <summary>Who trains a model, where a configuration does not say.</summary>
    public static string OfModel(string modelName) =>
        modelName.StartsWith(EmbeddedPrefix, StringComparison.Ordinal) ? Embedded : Tinker;
}
