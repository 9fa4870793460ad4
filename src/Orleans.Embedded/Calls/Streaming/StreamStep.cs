using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>The call that asks the activation for the next elements of an enumeration, and starts it when it is the first.</summary>
internal sealed class StreamStep<T>(long id, StreamRequest<T>? start) : Request<StreamBatch<T>>
{
    private static readonly Type Extension = typeof(IAsyncEnumerableGrainExtension);

    public static readonly MethodShape First = ShapeOf(nameof(IAsyncEnumerableGrainExtension.StartEnumeration));

    public static readonly MethodShape Further = ShapeOf(nameof(IAsyncEnumerableGrainExtension.MoveNext));

    public override ValueTask<StreamBatch<T>> Call(object grain)
    {
        var enumerations = ((Activation)RuntimeContext.Current!).Enumerations;
        return start is null ? enumerations.MoveNext<T>(id) : enumerations.Start(id, start, grain);
    }

    protected override StreamBatch<T> Isolate(StreamBatch<T> result, Isolation isolation) => result with
    {
        Items = [.. result.Items.Select(isolation.Pass)],
        Error = result.Error is null ? null : isolation.CopyException(result.Error),
    };

    private static MethodShape ShapeOf(string name) => new(Extension, Extension.GetMethod(name)!, Extension.Name);
}
