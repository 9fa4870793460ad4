namespace Orleans.Concurrency;

/// <summary>The call completes when it is sent: no result, no error, and it may be lost.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
