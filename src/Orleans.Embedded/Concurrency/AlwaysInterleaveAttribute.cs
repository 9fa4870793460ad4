namespace Orleans.Concurrency;

/// <summary>The method interleaves with everything.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
