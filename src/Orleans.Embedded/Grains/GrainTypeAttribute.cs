using Orleans.Runtime;

namespace Orleans;

/// <summary>Fixes the type part of the grain id, so that renaming the class does not change the identity.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal GrainType GrainType { get; } = GrainType.Create(grainType);
}
