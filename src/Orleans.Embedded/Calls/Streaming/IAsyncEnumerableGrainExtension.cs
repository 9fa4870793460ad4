using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What the steps of an enumeration look like to call filters; each interleaves with everything.</summary>
internal interface IAsyncEnumerableGrainExtension : IAddressable
{
    [AlwaysInterleave]
    ValueTask StartEnumeration();

    [AlwaysInterleave]
    ValueTask MoveNext();

    [AlwaysInterleave]
    ValueTask DisposeAsync();
}
