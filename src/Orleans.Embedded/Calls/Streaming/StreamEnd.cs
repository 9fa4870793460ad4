namespace Orleans.Runtime;

/// <summary>The call that ends an enumeration before its end.</summary>
internal sealed class StreamEnd(long id) : ActionRequest
{
    public static readonly MethodShape Dispose = new(
        typeof(IAsyncEnumerableGrainExtension),
        typeof(IAsyncEnumerableGrainExtension).GetMethod(nameof(IAsyncEnumerableGrainExtension.DisposeAsync))!,
        nameof(IAsyncEnumerableGrainExtension));

    public override ValueTask Call(object grain) => ((Activation)RuntimeContext.Current!).Enumerations.End(id);
}
