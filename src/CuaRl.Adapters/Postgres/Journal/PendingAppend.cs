using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>An append whose caller waits.</summary>
internal sealed class PendingAppend : TaskCompletionSource<AppendOutcome>
{
    private readonly List<byte[]> _blobs = [];

    public PendingAppend(JournalAppend append)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Append = append;
        foreach (var state in append.States)
        {
            Bytes += state.Observation.Utf8.Length + (state.Action?.Utf8.Length ?? 0) + (state.Info?.Utf8.Length ?? 0)
                + (state.ExtraMetadata?.Utf8.Length ?? 0) + sizeof(int) * state.TokenIds.Length
                + sizeof(float) * state.LogProbabilities.Length;
            foreach (var hash in state.Blobs)
            {
                _blobs.Add(Convert.FromHexString(hash));
            }
        }
    }

    /// <summary>What is to be stored.</summary>
    public JournalAppend Append { get; }

    /// <summary>About how much it is, in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The hashes of the blobs that must be there.</summary>
    public IReadOnlyList<byte[]> Blobs => _blobs;
}
