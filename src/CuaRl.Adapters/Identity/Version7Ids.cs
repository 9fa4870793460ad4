using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Identity;

/// <summary>The one place where ids are made: UUIDs of version 7, whose order is that of their time.</summary>
internal sealed class Version7Ids(TimeProvider time) : IIdGenerator
{
#pragma warning disable RS0030 // This is the generator that everything else is to inject.
    public string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString();
#pragma warning restore RS0030
}
