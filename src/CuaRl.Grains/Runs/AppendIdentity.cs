using System.Collections.Immutable;
using CuaRl.Core.Ids;
using CuaRl.Core.Runs;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Runs;

/// <summary>What tells one append from another: its operation, and the content that came with it.</summary>
internal readonly record struct AppendIdentity(Guid Operation, Guid ContentHash)
{
    /// <summary>
    /// Without an operation id the append still has an identity of its own, so that the journal may send it again. Nobody else
    /// can name it, so its content needs no hash.
    /// </summary>
    public static AppendIdentity Of(string runId, AppendRequest request, IIdGenerator ids)
    {
        if (request.OperationId is { } operationId)
        {
            return new AppendIdentity(DerivedId.GuidFrom("append", runId, operationId), Hash(request.States));
        }

        var own = Guid.ParseExact(ids.NewId(), "D");
        return new AppendIdentity(own, own);
    }

    /// <summary>All fields of all states in the order of their ids. The order is a fact of stored data: new fields go to the end.</summary>
    private static Guid Hash(ImmutableArray<StateContent> states)
    {
        using var hash = new ContentHash();
        hash.Add(states.Length);
        foreach (var state in states)
        {
            Add(hash, state.Observation);
            Add(hash, state.Action);
            hash.Add(state.Reward);
            hash.Add(state.Done);
            hash.Add(state.Truncated);
            Add(hash, state.Info);
            Add(hash, state.ExtraMetadata);
            hash.Add(state.StepNumber);
            hash.Add(state.TokenIds.AsSpan());
            hash.Add(state.LogProbabilities.AsSpan());
            hash.Add(state.Blobs.Length);
            foreach (var blob in state.Blobs)
            {
                hash.Add(System.Text.Encoding.ASCII.GetBytes(blob));
            }
        }

        return hash.Finish();
    }

    private static void Add(ContentHash hash, JsonText? json)
    {
        if (json is null)
        {
            hash.AddMissing();
        }
        else
        {
            hash.Add(json.Utf8.Span);
        }
    }
}
