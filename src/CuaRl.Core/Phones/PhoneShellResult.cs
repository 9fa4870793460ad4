namespace CuaRl.Core.Phones;

/// <summary>What a command in the simulated phone's shell left.</summary>
/// <param name="ExitCode">Its exit code; 0 for success.</param>
/// <param name="Output">What it wrote, standard output and error together.</param>
public readonly record struct PhoneShellResult(int ExitCode, string Output);
