namespace CuaRl.Grains.Ports;

/// <summary>Where the integer ids come from that clients of the original hold.</summary>
public interface INumberSource
{
    /// <summary>A number that no other record of that kind has: from 1, growing, with gaps.</summary>
    ValueTask<long> NextAsync(RecordKind kind, CancellationToken cancellationToken = default);
}
