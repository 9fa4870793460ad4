namespace CuaRl.TestKit.Processes;

/// <summary>How to start the program.</summary>
/// <param name="Folder">The working folder, where a <c>.env</c> would be read.</param>
/// <param name="Line">The command line.</param>
public sealed record ProgramArguments(string Folder, params string[] Line)
{
    /// <summary>The assembly of the program, without its ending, beside the test's own.</summary>
    public string Program { get; init; } = "CuaRl.Silo";

    /// <summary>The account to run it under; null for the test's own. Another one needs root.</summary>
    public string? UserName { get; init; }

    /// <summary>Variables to set.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
