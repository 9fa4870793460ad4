namespace CuaRl.Core.Validation;

/// <summary>What there is to judge by.</summary>
/// <param name="Output">What the check's command wrote.</param>
/// <param name="ExitCode">How the check's command ended.</param>
/// <param name="FinishMessage">What the agent said when it called finish; null when it did not.</param>
public readonly record struct ValidationEvidence(string Output = "", int ExitCode = 0, string? FinishMessage = null);
