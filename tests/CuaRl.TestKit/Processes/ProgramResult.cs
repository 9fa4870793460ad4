namespace CuaRl.TestKit.Processes;

/// <summary>How a command ended and what it said.</summary>
/// <param name="ExitCode">0 is success.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Error">All of standard error.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Error);
