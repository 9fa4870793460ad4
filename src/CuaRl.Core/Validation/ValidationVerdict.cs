namespace CuaRl.Core.Validation;

/// <summary>What a validation found.</summary>
/// <param name="Success">The device, or the message, is as expected; null when the device could not tell.</param>
/// <param name="ActualResult">How it is.</param>
/// <param name="Error">Why it could not be told, or not as it should, as a sentence; null when all is well.</param>
public readonly record struct ValidationVerdict(bool? Success, string? ActualResult, string? Error = null);
