using System.Collections.Immutable;
using System.Security.Cryptography;
using CuaRl.Core.Runs;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Runs;

/// <summary>Lays Core's rules over states to be stored. Arrays that were never set, as other callers may send, are refused.</summary>
internal static class StateChecks
{
    public static void Check(AppendRequest request)
    {
        Rule.Keep("states", StateRules.Count(request.States.IsDefault ? 0 : request.States.Length));
        Rule.Keep("operation_id", RunRules.OperationId(request.OperationId));
        RunChecks.CheckExpectedHead(request.ExpectedHead);
        var total = 0L;
        foreach (var state in request.States)
        {
            total += Check(state);
        }

        Rule.Keep("states", StateRules.AppendBytes(total));
    }

    /// <summary>Checks one state and gives its size in bytes, arrays included.</summary>
    public static long Check(StateContent? state)
    {
        Rule.Keep("observation", state?.Observation is null ? "must be given" : null);
        var bytes = Length(state!.Observation) + Length(state.Action) + Length(state.Info) + Length(state.ExtraMetadata);
        Rule.Keep("observation", StateRules.JsonBytes(bytes));
        Rule.Keep("reward", StateRules.Reward(state.Reward));
        Rule.Keep("step_number", StateRules.StepNumber(state.StepNumber));
        Rule.Keep("token_ids", Set(state.TokenIds) ?? StateRules.Tokens(state.TokenIds.AsSpan()));
        Rule.Keep("log_probabilities", Set(state.LogProbabilities)
            ?? StateRules.LogProbabilities(state.LogProbabilities.AsSpan(), state.TokenIds.Length));
        Rule.Keep("blobs", Set(state.Blobs) ?? StateRules.BlobCount(state.Blobs.Length));
        foreach (var blob in state.Blobs)
        {
            Rule.Keep("blobs", StateRules.Blob(blob));
        }

        return bytes + (sizeof(int) * (long)state.TokenIds.Length) + (sizeof(float) * (long)state.LogProbabilities.Length)
            + ((long)SHA256.HashSizeInBytes * state.Blobs.Length);
    }

    private static long Length(JsonText? json) => json?.Utf8.Length ?? 0;

    private static string? Set<T>(ImmutableArray<T> values) => values.IsDefault ? "must be a list" : null;
}
