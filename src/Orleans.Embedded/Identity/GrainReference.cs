namespace Orleans.Runtime;

/// <summary>Names a grain or observer, and carries calls to it. Two references to one grain are equal.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(GrainId grainId, InterfaceInfo shape, CallSender sender)
    {
        GrainId = grainId;
        Shape = shape;
        Sender = sender;
    }

    public GrainId GrainId { get; }

    public virtual string InterfaceName => Shape.Name;

    internal InterfaceInfo Shape { get; }

    internal CallSender Sender { get; }

    /// <summary>The activation of the last call: a hint that is checked before use.</summary>
    internal Activation? LastTarget { get; set; }

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceName}";

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1?.Equals(reference2) ?? reference2 is null;

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    internal object CastTo(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : Sender.References.Create(GrainId, interfaceType);
}
