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

    /// <summary>Where the last call went: a hint, checked before use.</summary>
    internal CallTarget? LastTarget { get; set; }

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceName}";

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1?.Equals(reference2) ?? reference2 is null;

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    internal object CastTo(Type interfaceType) => interfaceType.IsInstanceOfType(this)
        ? this
        : InterfaceInfo.Of(interfaceType).CreateReference(GrainId, Sender);

    // What emitted subclasses call: isolate the arguments, then send.
    internal T Pass<T>(T value) => Sender.Isolation.Pass(value);

    internal T PassImmutable<T>(T value) => Sender.Isolation.IsWire ? Sender.Isolation.RoundTrip(value) : value;

    internal Task Send(ActionRequest request, int method, CancellationToken token)
    {
        Sender.Send(request, this, Shape.Methods[method], token);
        return request.Task;
    }

    internal Task<T> Send<T>(Request<T> request, int method, CancellationToken token)
    {
        Sender.Send(request, this, Shape.Methods[method], token);
        return request.Task;
    }

    internal ValueTask SendValue(ActionRequest request, int method, CancellationToken token) =>
        new(Send(request, method, token));

    internal ValueTask<T> SendValue<T>(Request<T> request, int method, CancellationToken token) =>
        new(Send(request, method, token));

    internal void SendOneWay(ActionRequest request, int method, CancellationToken token) =>
        Sender.Send(request, this, Shape.Methods[method], token);

    internal IAsyncEnumerable<T> SendStream<T>(StreamRequest<T> request, int _, CancellationToken token) =>
        request.Bind(this, token);
}
