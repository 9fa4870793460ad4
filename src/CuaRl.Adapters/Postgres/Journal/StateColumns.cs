using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>
/// The states of a batch as arrays, one element each. What most states lack is left out at an array's end, and so is the
/// whole array when all lack it: the statement reads nulls there.
/// </summary>
internal sealed class StateColumns
{
    private readonly StringBuilder _hashes = new();

    /// <summary>The number of its append in the batch, counted from 1.</summary>
    public List<int> Appends { get; } = [];

    public List<byte[]> Observations { get; } = [];

    public List<byte[]?> Actions { get; } = [];

    public List<double?> Rewards { get; } = [];

    public List<bool?> Done { get; } = [];

    public List<bool?> Truncated { get; } = [];

    public List<byte[]?> Infos { get; } = [];

    public List<byte[]?> ExtraMetadata { get; } = [];

    public List<long?> StepNumbers { get; } = [];

    /// <summary>The tokens of all states; each state has a range of them.</summary>
    public RaggedColumn<int> TokenIds { get; } = new();

    /// <summary>The log probabilities of all states; each state has a range of them.</summary>
    public RaggedColumn<float> LogProbabilities { get; } = new();

    /// <summary>A state's blobs as the text of a <c>bytea[]</c>: arrays of different lengths are no array.</summary>
    public List<string?> Blobs { get; } = [];

    /// <summary>Each blob that an append names, beside the number of the append.</summary>
    public List<int> BlobAppends { get; } = [];

    /// <summary>The hashes of those blobs.</summary>
    public List<byte[]> BlobHashes { get; } = [];

    /// <summary>Puts a state in, of the append of that number.</summary>
    public void Add(StateContent state, int append)
    {
        var row = Appends.Count;
        Appends.Add(append);
        Observations.Add(Bytes(state.Observation));
        Set(Actions, row, state.Action is { } action ? Bytes(action) : null);
        Set(Rewards, row, state.Reward);
        Set(Done, row, state.Done ? true : null);
        Set(Truncated, row, state.Truncated ? true : null);
        Set(Infos, row, state.Info is { } info ? Bytes(info) : null);
        Set(ExtraMetadata, row, state.ExtraMetadata is { } extra ? Bytes(extra) : null);
        Set(StepNumbers, row, state.StepNumber);
        TokenIds.Set(row, state.TokenIds);
        LogProbabilities.Set(row, state.LogProbabilities);
        if (!state.Blobs.IsEmpty)
        {
            Set(Blobs, row, BlobArray(state.Blobs));
        }
    }

    /// <summary>Names a blob that must be there for that append.</summary>
    public void AddBlob(byte[] hash, int append)
    {
        BlobAppends.Add(append);
        BlobHashes.Add(hash);
    }

    public void Clear()
    {
        Appends.Clear();
        Observations.Clear();
        Actions.Clear();
        Rewards.Clear();
        Done.Clear();
        Truncated.Clear();
        Infos.Clear();
        ExtraMetadata.Clear();
        StepNumbers.Clear();
        TokenIds.Clear();
        LogProbabilities.Clear();
        Blobs.Clear();
        BlobAppends.Clear();
        BlobHashes.Clear();
    }

    internal static void Set<T>(List<T?> column, int row, T? value)
    {
        if (value is not null)
        {
            while (column.Count < row)
            {
                column.Add(default);
            }

            column.Add(value);
        }
    }

    // The array behind it, uncopied, since a text is always a whole one.
    private static byte[] Bytes(JsonText text) =>
        MemoryMarshal.TryGetArray(text.Utf8, out var whole) && whole.Array is { } bytes && bytes.Length == whole.Count
            ? bytes
            : text.Utf8.ToArray();

    private string BlobArray(ImmutableArray<string> blobs)
    {
        _hashes.Clear();
        foreach (var hash in blobs)
        {
            _hashes.Append(_hashes.Length == 0 ? "{" : ",").Append("\"\\\\x").Append(hash).Append('"');
        }

        return _hashes.Append('}').ToString();
    }
}
