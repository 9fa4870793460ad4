namespace Orleans.Concurrency;

/// <summary>Any two calls of the grain may interleave at awaits; still one turn at a time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
