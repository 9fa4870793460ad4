namespace CuaRl.Core.Validation;

/// <summary>What a validation found.</summary>
/// <param name="Success">The device, or the message, is as expected.</param>
/// <param name="ActualResult">How it is.</param>
/// <param name="Error">Why it could not be told, as a sentence; null when it could.</param>
public readonly record struct ValidationVerdict(bool Success, string? ActualResult, string? Error = null);
