namespace Orleans.Concurrency;

/// <summary>The method interleaves with other read-only methods only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
