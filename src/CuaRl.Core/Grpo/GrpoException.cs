namespace CuaRl.Core.Grpo;

/// <summary>What was to be trained on cannot be; the message names the group, member, turn or token, and what to do.</summary>
public sealed class GrpoException(string message) : Exception(message);
