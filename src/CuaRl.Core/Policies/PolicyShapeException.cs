namespace CuaRl.Core.Policies;

/// <summary>A checkpoint is of a policy of another shape than the one that is trained.</summary>
public sealed class PolicyShapeException(PolicyShape found, PolicyShape wanted) : Exception(FormattableString.Invariant(
    $"checkpoint: is of a policy with {found.FeatureBits} feature bits and {found.HiddenUnits} hidden units, but {wanted.FeatureBits} and {wanted.HiddenUnits} are wanted; train with the shape of the checkpoint, or start without it"))
{
    /// <summary>The shape of the checkpoint.</summary>
    public PolicyShape Found { get; } = found;

    /// <summary>The shape that was wanted.</summary>
    public PolicyShape Wanted { get; } = wanted;
}
