using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Tests.Support;

/// <summary>Ids that no two generators of this process share.</summary>
internal sealed class CountedIds : IIdGenerator
{
    private static int _last;

    public string NewId() => new Guid(Interlocked.Increment(ref _last), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0).ToString();
}
