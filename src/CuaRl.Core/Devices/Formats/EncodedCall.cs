namespace CuaRl.Core.Devices.Formats;

/// <summary>A call as a model writes it.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">Its arguments, a JSON object.</param>
/// <param name="Answer">The whole answer that makes this call.</param>
public sealed record EncodedCall(string Tool, string Arguments, string Answer);
