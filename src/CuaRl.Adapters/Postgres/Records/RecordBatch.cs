namespace CuaRl.Adapters.Postgres.Records;

/// <summary>The records of one commit. Its arrays are filled anew for each.</summary>
internal sealed class RecordBatch(RecordOptions options)
{
    private readonly HashSet<RecordKey> _keys = [];
    private long _bytes;

    /// <summary>Whose they are.</summary>
    public List<RecordWrite> Items { get; } = [];

    public List<int> IdHashes { get; } = [];

    public List<int> TypeHashes { get; } = [];

    public List<string> Types { get; } = [];

    public List<string> Ids { get; } = [];

    public List<int?> Versions { get; } = [];

    public List<byte[]> Payloads { get; } = [];

    /// <summary>Puts a record in; false when there is no room, or an earlier one of the same grain must be stored first.</summary>
    public bool TryAdd(RecordWrite item)
    {
        if (Items.Count > 0 && (Items.Count >= options.BatchRecords || _bytes + item.Payload.Length > options.BatchBytes))
        {
            return false;
        }

        if (!_keys.Add(item.Key))
        {
            return false;
        }

        Items.Add(item);
        _bytes += item.Payload.Length;
        return true;
    }

    /// <summary>Lays them out in the order of all who lock heads of runs: by key.</summary>
    public void Arrange()
    {
        Items.Sort(static (a, b) => string.CompareOrdinal(a.Key.Id, b.Key.Id));
        foreach (var item in Items)
        {
            IdHashes.Add(item.Key.IdHash);
            TypeHashes.Add(item.Key.TypeHash);
            Types.Add(item.Key.Type);
            Ids.Add(item.Key.Id);
            Versions.Add(item.Version);
            Payloads.Add(item.Payload);
        }
    }

    public void Clear()
    {
        _keys.Clear();
        _bytes = 0;
        Items.Clear();
        IdHashes.Clear();
        TypeHashes.Clear();
        Types.Clear();
        Ids.Clear();
        Versions.Clear();
        Payloads.Clear();
    }
}
