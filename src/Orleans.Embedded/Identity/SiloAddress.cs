namespace Orleans.Runtime;

/// <summary>Names a silo. A silo of this engine has no endpoint, only a name and a generation.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>
{
    private readonly string _name;

    internal SiloAddress(string name, int generation)
    {
        _name = name;
        Generation = generation;
    }

    /// <summary>Differs between two starts of the same silo.</summary>
    public int Generation { get; }

    public bool Equals(SiloAddress? other) =>
        other is not null && _name == other._name && Generation == other.Generation;

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => HashCode.Combine(_name, Generation);

    public override string ToString() => $"{_name}@{Generation}";
}
