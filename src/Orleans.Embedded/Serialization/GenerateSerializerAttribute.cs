namespace Orleans;

/// <summary>Declares that a type crosses grain boundaries by the contract of its <see cref="IdAttribute"/> members.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
