namespace CuaRl.TestKit.Oracles;

/// <summary>Where numbers lie that other programs computed: large files that are no part of this repository.</summary>
public static class OracleFolder
{
    /// <summary>The variable that names the folder.</summary>
    public const string Variable = "CUARL_ORACLES";

    /// <summary>The path of one of its files or folders, such as <c>gym/cartpole.json</c>.</summary>
    /// <exception cref="InvalidOperationException">No folder is named.</exception>
    public static string PathOf(string name) =>
        Path.Combine(Folder ?? throw new InvalidOperationException($"{Variable} is not set"), name);

    /// <summary>Why a test does not run; null when it does, and then fails where its file is missing.</summary>
    internal static string? MissingReason(string name) =>
        Folder is null ? $"set {Variable} to the folder that holds {name}, to hold the code against it" : null;

    private static string? Folder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;
}
